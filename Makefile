# `make` prints the targets.
.DEFAULT_GOAL := help
.PHONY: help build check lint format test test-only golden strings full deb bench bench-recommender quality load gallery docs clean

# SwiftPM finds the tests by an index. It needs our own modules only; leaving the system's out saves
# a quarter of a module's processor time. Builds in .build that differ in flags build everything anew.
SWIFT_BUILD := swift build -Xswiftc -index-ignore-system-modules

help: ## Print the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

build: ## Build everything for tests
	$(SWIFT_BUILD) --build-tests --explicit-target-dependency-import-check error

check: lint build test ## Lint, build with the import check, test: before each commit

lint: ## Format rules, and who may import what
	./scripts/lint

format: ## Lay out all Swift files anew
	swift format -i --recursive Package.swift Sources Tests Fuzz

test: build test-only ## Run the tests

test-only:
	swift test --skip-build

golden: build ## Rewrite the golden frames; review the difference like code
	PICK_UPDATE_GOLDEN=1 swift test --skip-build --filter PickTUITests || true
	git diff --stat -- Tests

strings: build ## Generate the sentences from their JSON tables
	PICK_UPDATE_STRINGS=1 swift test --skip-build --filter StringTablesTests || true

full: check ## Everything `check` runs, sanitizers, fuzzing and the long fault loops
	./scripts/docs
	./scripts/sanitize
	./scripts/fuzz 120
	PICK_CRASH_POINTS=200 swift test --skip-build --filter StoreCrashTests
	./scripts/prepare all
	PICK_TEST_GALERA=1 swift test --skip-build --filter GaleraTests
	./scripts/package-test
	./scripts/schedule-test
	./scripts/airflow backfill
	./scripts/spark local
	./scripts/spark cluster

deb: ## Build the Debian package; ./scripts/package-test tries it in a chroot
	./scripts/package

bench: ## Time the viewer's program beside mc and tig
	./Benchmarks/terminal

bench-recommender: ## Time the recommender beside Surprise, implicit, numpy and optuna; wants an idle machine
	./Benchmarks/recommender/run

quality: ## Measure what the recommender's lists are worth; PICK_MOVIELENS names MovieLens latest-small
	./Benchmarks/quality/run

load: ## Measure pickd under load beside the way the original worked; builds a release first
	./scripts/build pickd pickctl
	./Benchmarks/load/run --binaries .build/bin --peer

gallery: ## Render the pictures and the recording of the README from real runs
	./scripts/gallery

docs: ## Render the recommender's documentation to .build/docs
	./scripts/docs

clean: ## Remove what was built
	rm -rf .build
