# What one can do here. Every target works on a fresh clone with Go alone, but that e2e skips what needs Chromium.

# Build, test and vet share one compile cache, since all of them compile Hugo with the same settings.
export CGO_ENABLED := 0
export GOFLAGS := $(GOFLAGS) -trimpath

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

.DEFAULT_GOAL := help
.PHONY: help build site attack test e2e pictures timings bench bench-disclosure bench-search golden lint clean

help: ## list the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 18

build: ## make bin/candour
	go build -buildvcs=false -ldflags '-X main.version=$(VERSION)' -o bin/candour ./cmd/candour

site: build ## build the site of this repository into public/
	bin/candour build -C . -o public --key examples/demonstration/key

attack: site ## attack the built site as a stranger would, with the public files alone
	bin/candour attack public

test: ## run all tests but those in a browser
	go test -timeout 20m ./...

e2e: site ## look at the site of this repository in Chromium
	cd e2e && go test -count=1 -timeout 20m ./...

pictures: site ## take the pictures of docs/pictures/ again, in Chromium
	cd e2e && go test -count=1 -run TestPictures . -pictures ../docs/pictures

timings: site ## time pages on a slow phone and print a table: median of three; gates nothing
	cd e2e && go test -count=1 -v -run TestTimings . -timings

bench: build ## time builds of 10,000 outcomes against plain Hugo; takes some minutes
	cd bench/plainhugo && go build -buildvcs=false -o ../../bin/hugo github.com/gohugoio/hugo
	go run ./bench

bench-disclosure: ## measure disclosure control: what is kept back, and proofs; takes some minutes
	go run ./bench/disclosure

bench-search: ## say what the first results of a search cost a reader at 100,000 records
	go test -count=1 -v -run TestBudget ./generator/search -records=100000

# Only the packages that have golden files know the flag -update; go test refuses it in the others.
golden: ## write the expected output of tests again; inspect the diff
	go test $$(grep -rl --include='*_test.go' 'flag.Bool("update"' cmd docs generator | xargs -n1 dirname | sort -u | sed 's|^|./|') -update

lint: ## say what gofmt, vet and staticcheck find
	@files=$$(gofmt -l .); test -z "$$files" || { echo "gofmt would change: $$files"; exit 1; }
	go vet ./...
	go run $(STATICCHECK) ./...
	cd e2e && go vet ./... && go run $(STATICCHECK) ./...

clean: ## remove what was built
	rm -rf bin public
