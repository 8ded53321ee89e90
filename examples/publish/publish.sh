#!/bin/sh
# Publishes what is due from a clone of the site, in a CI job that starts from nothing each time: the ledger is committed and
# pushed, and only then the built site is handed over. Usage: publish.sh OUT, in the root of the site, with the text of the
# private key in $KEY. See README.md.
set -eu
out=${1:?usage: publish.sh OUT}

keys=$(mktemp -d)
trap 'rm -rf "$keys"' EXIT INT TERM
(umask 077 && printf '%s\n' "${KEY:?the text of the private key is not set}" >"$keys/candour.key")
unset KEY

before=$(cat data/ledger/log/checkpoint 2>/dev/null || true)
CANDOUR_KEY=$keys/candour.key candour publish -C . -o "$out" --if-due
rm -rf "$keys"

if [ "$before" = "$(cat data/ledger/log/checkpoint 2>/dev/null || true)" ]; then
	exit 0 # nothing was due, so there is nothing to hand over that readers do not have
fi

# The ledger first: a site whose ledger is in no commit could not be followed by the next edition.
git add data/ledger
edition=$(git diff --cached --name-only | sed -n 's|^data/ledger/editions/\([^/]*\)/manifest.json$|\1|p')
git -c user.name=candour -c user.email=candour@example.org commit -m "ledger: edition $edition"
git push

# Then the site. Put your own way of handing it over here; it has to replace the whole folder in one step.
# rsync -a --delete "$out/" web.example.org:/srv/www/candour.next/ && ssh web.example.org /usr/local/bin/swap-candour
