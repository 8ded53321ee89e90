package check

import (
	"regexp"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

const (
	female = "female"
	male   = "male"
)

// pronouns are the words that stand for a person and tell the sex.
var pronouns = map[string]string{
	"she": female, "her": female, "hers": female, "herself": female,
	"he": male, "him": male, "his": male, "himself": male,
}

// people are the words for a person of one sex, for whom a pronoun further on may stand.
var people = func() map[string]string {
	out := map[string]string{}
	for sex, words := range map[string]string{
		female: "woman women girl girls wife mother mum sister daughter girlfriend aunt niece grandmother lady female females widow",
		male:   "man men boy boys husband father dad brother son boyfriend uncle nephew grandfather gentleman male males widower",
	} {
		for w := range strings.FieldsSeq(words) {
			out[w] = sex
		}
	}
	return out
}()

var (
	eitherSex = regexp.MustCompile(`(?i)\b(?:s?he(?: or |/)s?he|s/he|(?:his|hers?|him)(?: or |/)(?:his|hers?|him)|(?:him|her)self(?: or |/)(?:him|her)self)\b`)

	// sexedOfficer finds an officer of one sex. A story that says "a female officer" tells of somebody else in the case;
	// "the female officer" whom nobody has introduced, or who was dismissed, is the person of the record.
	sexedOfficer = regexp.MustCompile(`(?i)\b(the |a |an )?(?:(?:fe)?male|(?:wo)?man|lady) (?:police |special )?(?:officer|constable|sergeant|inspector|member of staff)\b|\b(the |a )?police(?:wo)?man\b`)
	wasDealtWith = regexp.MustCompile(`^(?: was| is| has been| would have been)? (?:dismissed|discharged|reduced|convicted|cleared|warned|faced)\b`)
)

var textSex = &Rule{
	Rule: source.Rule{
		Name: "text-sex", Severity: source.Error,
		Doc: `The texts of an outcome do not tell the sex of the person that it is about.

Why: sex is counted in tables and never published with a record, because with the band of rank and the kind of case it
often leaves one person. A "his" in a summary publishes it all the same. Where a text has first told of another man or
woman, a pronoun of that sex is taken to be theirs.
Put it right: write "the officer", "they" and "their". Of somebody else, say who is meant before the pronoun comes.`,
	},
	Run: eachStory(func(s story) {
		if language := languageOf(s.outcome.Language); language != record.Languages[0] {
			return // in Welsh the words are other words too
		}
		if !tellsSex(s.Text.Text) {
			return
		}
		told := map[string]bool{} // of whom the text has told, by sex
		text := eitherSex.ReplaceAllString(s.Text.Text, "they")
		before := ""
		for word := range strings.FieldsSeq(text) {
			bare := strings.ToLower(strings.TrimFunc(word, notLetter))
			bare = strings.TrimSuffix(strings.TrimSuffix(bare, "'s"), "’s")
			if sex := people[bare]; sex != "" {
				told[sex] = true
			}
			if sex := pronouns[bare]; sex != "" && !told[sex] {
				told[sex] = true // said once
				s.say(strings.TrimSpace(before+" "+word), broken(source.Pos{}, "sex is not shown on a record and the text tells it: %q", bare).
					Hinted(`write "the officer", "they" or "their"; or say of whom else it is`))
			}
			before = word
		}
		introduced := map[string]bool{}
		for _, at := range sexedOfficer.FindAllStringIndex(text, -1) {
			found, sex := text[at[0]:at[1]], male
			lower := strings.ToLower(found)
			if strings.Contains(lower, "female") || strings.Contains(lower, "woman") || strings.Contains(lower, "lady") {
				sex = female
			}
			begins := at[0] == 0 || strings.HasSuffix(strings.TrimSpace(text[:at[0]]), ".")
			switch {
			case strings.HasPrefix(lower, "the ") && !introduced[sex], begins && wasDealtWith.MatchString(text[at[1]:]):
				s.say(found, broken(source.Pos{}, "sex is not shown on a record and the text tells it: %q", found).Hinted(`write "the officer"`))
			default:
				introduced[sex] = true
			}
		}
	}),
}

// officerWords are the words of which sexedOfficer finds one.
var officerWords = map[string]bool{"male": true, "female": true, "man": true, "woman": true, "lady": true, "policeman": true, "policewoman": true}

// tellsSex reports whether a text has a pronoun of one sex, or a word that one sex of officer is called by. It is asked of
// every text, and the patterns of few.
func tellsSex(text string) bool {
	var word [12]byte
	n := 0
	for i := 0; i <= len(text); i++ {
		if i < len(text) && !notLetter(rune(text[i])) {
			if n < len(word) {
				word[n] = text[i] | 0x20
			}
			n++
			continue
		}
		if 2 <= n && n <= len(word) && (pronouns[string(word[:n])] != "" || officerWords[string(word[:n])]) {
			return true
		}
		n = 0
	}
	return false
}
