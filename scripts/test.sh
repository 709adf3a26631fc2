#!/bin/sh
# Everything after lint: checks, then all tests on SQLite, then the ones that meet the database on
# PostgreSQL and Valkey. A failure stops it there.
set -eu
cd "$(dirname "$0")/.."
cores=${1:-auto}
bin=.venv/bin
VAR_DIR=${VAR_DIR:-$PWD/var}
export VAR_DIR

say() { printf '\n== %s\n' "$1"; }

say "Built files, migrations, and the checks for a real site"
$bin/python manage.py build_assets
$bin/python manage.py makemigrations --check --dry-run
sh scripts/check_production.sh

# A file of tests stays in one process, so that what its tests share is made once; journeys stay last.
say "Everything on SQLite"
env -u DATABASE_URL -u REDIS_URL $bin/pytest --create-db -n "$cores" --dist loadfile --no-loadscope-reorder tests

say "Integration and two journeys on PostgreSQL and Valkey"
exec $bin/python scripts/databases.py $bin/pytest --create-db -n "$cores" --dist loadfile --no-loadscope-reorder -m "not one_database" \
    tests/integration tests/journeys/test_whole_way.py tests/journeys/test_two_workers.py
