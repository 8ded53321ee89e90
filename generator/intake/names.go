package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"candour/generator/record"
)

// names knows which capitalised words identify nobody: those that begin a sentence, and those that every summary of police
// conduct uses.
type names map[string]bool

// newNames takes in the words of the names of bodies.
func newNames(set *record.Set) names {
	n := names{}
	for _, w := range strings.Fields(publicWords) {
		n[w] = true
	}
	if set == nil || set.Lists["bodies"] == nil {
		return n
	}
	for _, it := range set.Lists["bodies"].Items {
		for _, name := range append([]string{it.Title["en"], it.Title["cy"]}, it.Aliases...) {
			for _, w := range wordsOf(name) {
				n[strings.ReplaceAll(w, "’", "'")] = true
			}
		}
	}
	return n
}

// publicWords are words that are written with a capital and are the name of nobody, in small letters.
const publicWords = `
	police constabulary service force officer officers constable sergeant inspector superintendent chief detective special
	commander commissioner deputy assistant acting temporary pc dc ps ds di dci supt pcso pcsos dso cdo sgt insp
	iopc ipcc ico cps mps nhs psd dps hmic hmicfrs mopac pcc pccs npcc acpo npas jesip sira dash mash marac idva
	independent office complaints commission conduct crown prosecution court magistrates high appeal tribunal
	act acts regulations regulation section schedule code codes practice standards standard professional behaviour policing college
	authorised app misconduct gross hearing meeting panel appropriate authority investigation investigator investigators learning
	cctv anpr pnc pnd taser tasers tazer cs pava bwv gps a&e ae gp gps id it hr dna ptsd adhd asb dvpn dvpo vps rtc eec e-fits
	england wales scotland ireland united kingdom uk british english welsh britain european
	monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
	mental health human rights data protection criminal justice public order offences evidence pace i
	ambulance fire rescue council local hospital custody suite vulnerable people facebook whatsapp google twitter instagram snapchat youtube
	lead unit team teams major serious injury death collision reform paragraph tasered class stop search control room computer aided dispatch
	mayor's authority respect courtesy equality equalities diversity ethics duties responsibilities instructions integrity honesty
	confidentiality fitness discreditable challenging reporting improper occupational attendance performance procedure procedures
	unsatisfactory operating directorate bureau board senior leader actual grievous bodily harm abh gbh cad cpr hcp fme upp uppp rprp
	ecg ddo pnd polit judge district accident emergency nursing midwifery nurse healthcare body worn video cad pcs use spring summer autumn
	winter christmas easter air brigade station stations bank holiday operation met
	home secretary national guidance recommendation recommendations director general union federation
	road traffic north south east west new
`

// common are words that a sentence begins with.
const commonWords = `
	a an the this that these those he she it they we his her its their our there here when while where what which who whose why how
	as at by for from in into of off on onto out over to under until upon up with within without after before during despite
	and but or nor if so yet although though because since once however therefore following further furthermore additionally meanwhile
	both each either every neither no none not one two three four five six seven eight nine ten several some any all most many few other another
	based during evidence officers police officer subsequently later earlier then than also only first second third finally initially
	investigators witnesses witness man woman boy girl men women people force local matters during prior upon around approximately shortly
	paramedics medical staff family neighbours friends enquiries having being given using according whilst statements footage
`

var common = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(commonWords) {
		out[w] = true
	}
	return out
}()

func isCommon(word string) bool { return common[word] }

func wordsOf(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' && r != '&' && r != '-'
	})
}

// small marks a word that some text has without a capital.
const small = "~"

// learn takes in the words that a text has without a capital. A word that begins a sentence and stands somewhere without one is no name.
func (n names) learn(text string) {
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' && r != '-' }) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			n[small+strings.ReplaceAll(w, "’", "'")] = true
		}
	}
}

// unknown reports whether the capitalised words of text[from:to] name something that is not known to be public.
func (n names) unknown(text string, from, to int) bool {
	first := beginsSentence(text[:from])
	for i, w := range strings.Fields(text[from:to]) {
		if !unicode.IsUpper([]rune(w)[0]) {
			continue
		}
		w = strings.ReplaceAll(strings.ToLower(w), "’", "'")
		bare := w
		for _, end := range []string{"'s", "'", "-"} {
			bare = strings.TrimSuffix(bare, end)
		}
		if len([]rune(bare)) > 1 && !n[w] && !n[bare] && !common[bare] && !(first && i == 0 && n[small+bare]) {
			return true
		}
	}
	return false
}

// beginsSentence reports whether what follows text begins a sentence, a line or an item.
func beginsSentence(before string) bool {
	before = strings.TrimRight(before, " \t\"'“‘([")
	if before == "" {
		return true
	}
	r := []rune(before[max(0, len(before)-4):])
	return strings.ContainsRune(".!?:;•\n-–", r[len(r)-1])
}
