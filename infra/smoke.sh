#!/usr/bin/env bash
# Sends a canary through each source of a deployed pipeline, and says after how many seconds it was in the warehouse.
#   smoke.sh --group NAME
# FORMS_CANARY, a command: is called with an id, and puts a row with it into the website's table, which is nobody's but the website's.
set -euo pipefail
cd "$(dirname "$0")"

group=""
patience="${SMOKE_SECONDS:-300}"
while [ "$#" -gt 0 ]; do
    case "$1" in
        --group) group="${2:-}"; shift 2 ;;
        *) echo "smoke.sh --group NAME" >&2; exit 2 ;;
    esac
done
[ -n "$group" ] || { echo "smoke.sh --group NAME" >&2; exit 2; }

say() { printf '› %s\n' "$*"; }
output() { az deployment group show --resource-group "$group" --name beejan-main --query "properties.outputs.$1.value" --output tsv; }
app="$(output appName)" host="$(output appHost)" lake="$(output lakeName)"
key="$(az functionapp keys list --resource-group "$group" --name "$app" --query functionKeys.default --output tsv)"
master="$(az functionapp keys list --resource-group "$group" --name "$app" --query masterKey --output tsv)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# The key goes by a file that only we can read: arguments are everybody's to see.
ask() { curl --silent --output /dev/null --write-out '%{http_code}' --max-time 60 --config <(printf 'header = "x-functions-key: %s"\n' "$1") "${@:2}" || true; }

run() {
    local code
    code="$(ask "$master" --request POST --header 'Content-Type: application/json' --data '{"input":""}' "https://$host/admin/functions/$1")"
    [ "$code" = 202 ] || { say "$1 could not be started: the host answered $code"; return 1; }
}

# A role that was given a moment ago may not be known everywhere yet.
drop() {
    local try
    for try in 1 2 3 4 5; do
        az storage blob upload --auth-mode login --account-name "$lake" --container-name "$1" --name "$2" --file "$3" --only-show-errors --output none && return
        say "try $try failed"
        sleep 30
    done
    return 1
}

wait_for() {
    local began="$SECONDS"
    until [ "$(ask "$key" "https://$host/api/trace/$1/$2")" = 200 ]; do
        [ $((SECONDS - began)) -lt "$patience" ] || { say "$1: $2 is not in the warehouse after $patience s: see /api/status"; return 1; }
        sleep 2
    done
    say "$1: in the warehouse after $((SECONDS - began)) s"
}

failed=0
number="$(date +%s)"
for source in calllogs social sms; do
    read -r container name id <<< "$(./canary.sh "$source" "$number" "$work/$source")"
    { drop "$container" "$name" "$work/$source" && { [ "$source" != calllogs ] || run IngestCallLogs; } && wait_for "$source" "$id"; } || failed=1
done

if [ -n "${FORMS_CANARY:-}" ]; then
    { $FORMS_CANARY "$number" && run IngestForms && wait_for forms "$number"; } || failed=1
else
    say "forms: no canary, as FORMS_CANARY names nothing that may write to the website"
fi

# Not a failure: a feed may be stale on the day on which nothing is connected yet.
say "https://$host/api/health answers $(ask "$key" "https://$host/api/health")"
exit "$failed"
