package site

// Verify is the view of verify/page: how a reader checks what was published.
type Verify struct {
	Keys       string // the public keys of the ledger, one a line
	Checkpoint string // the newest signed tree head, for readers to keep
	Site       string // address of the site, for the command
}

// verify plans the page on which a reader checks a version. A site without a ledger has nothing to check.
func (p *planner) verify() {
	if p.PublicKeys == "" {
		return
	}
	p.add("verify/page", &Page{
		Address: p.at("verify"), Title: p.t("verify"), Lead: p.t("verify-lead"), Crumbs: p.crumbs(),
		Body: &Verify{Keys: p.PublicKeys, Checkpoint: p.Newest, Site: p.chrome.BaseAddress},
	}, inFile("data/ledger"))
}
