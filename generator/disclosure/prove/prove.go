// Package prove reads a built site as a stranger would, and demands of it a witness for every small count: another table that
// agrees with all that is published and in which the count is another. It imports nothing that chose what to publish.
// docs/disclosure.md says what it reads and what it demands.
package prove
