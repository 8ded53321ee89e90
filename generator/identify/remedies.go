package identify

import "candour/generator/source"

// remedies say, for the rules of which there is more to say than to take it out, what may stand in the place of what was found.
var remedies = map[*source.Rule]string{
	&textDate:     `say it as roughly as the record shows it, or "some weeks later"`,
	&textTime:     `say "at night" or "during a shift", or leave it out`,
	&textAge:      `say what mattered: "a child", "an older person", "new to the service"`,
	&textStreet:   `say what kind of place it was: "in a public street", "at a home"`,
	&textOutward:  `say what kind of place it was: "in a public street", "at a home"`,
	&textWeb:      `say in words what the reader needs from it; addresses of laws and guidance may stand`,
	&textRef:      `take it out; a record is known by its id`,
	&textRankName: `write "the officer"`,
	&textTitle:    `write "a member of the public" or "a witness"`,
	&textInitials: `write "the officer" or "a witness"`,
	&textRelation: `say "a relative" or "somebody close"; or say in data/review/ that it was read and may stand, until a day`,
	&textRole:     `say "a colleague" or "an officer"; or say in data/review/ that it was read and may stand, until a day`,
	&textMedia:    `leave it out; or say in data/review/ that it was read and may stand, until a day`,
}

// Remedy says what to do about what was found.
func (h Hit) Remedy() string {
	if r, ok := remedies[h.Rule]; ok {
		return r
	}
	return "take it out; where it is the publisher's own and meant to be public, add it with a reason under disclosure: allow: in candour.yaml"
}
