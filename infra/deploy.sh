#!/usr/bin/env bash
# Makes a resource group the whole pipeline, or brings it up to date. It may be stopped and run again at any point.
#   deploy.sh --environment dev|prod --group NAME [--location L] [--what-if] [--skip-smoke]
# Needs ON_CALL_EMAIL, whom alerts wake. DEPLOYER_OBJECT_ID, DEPLOYER_NAME and DEPLOYER_TYPE say who is the warehouse's admin,
# if not whoever is signed in. docs/deploy.md has the rest.
set -euo pipefail
cd "$(dirname "$0")"

say() { printf '› %s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }
usage() { die "deploy.sh --environment dev|prod --group NAME [--location L] [--what-if] [--skip-smoke]"; }

environment="" group="" location="" what_if="" smoke=yes
while [ "$#" -gt 0 ]; do
    case "$1" in
        --environment) environment="${2:-}"; shift 2 || usage ;;
        --group) group="${2:-}"; shift 2 || usage ;;
        --location) location="${2:-}"; shift 2 || usage ;;
        --what-if) what_if=yes; shift ;;
        --skip-smoke) smoke=""; shift ;;
        *) usage ;;
    esac
done
[ -n "$group" ] || usage
case "$environment" in dev | prod) ;; *) usage ;; esac
[ -n "${ON_CALL_EMAIL:-}" ] || die "ON_CALL_EMAIL is empty: whom shall the alerts wake?"

missing=""
for tool in az dotnet psql zip curl sha256sum base64; do
    command -v "$tool" > /dev/null || missing="$missing $tool"
done
[ -z "$missing" ] || die "These are missing:$missing. Install them, and run this again."
[ "$(psql --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')" -ge 16 ] || die "$(psql --version) is too old: 16 or newer knows the system's certificates."
az account show --output none 2> /dev/null || die "Nobody is signed in: az login."

# Who signs in to the warehouse as its admin: whoever is signed in here, unless told otherwise.
if [ -z "${DEPLOYER_OBJECT_ID:-}" ]; then
    if [ "$(az account show --query user.type --output tsv)" = user ]; then
        DEPLOYER_OBJECT_ID="$(az ad signed-in-user show --query id --output tsv)"
        DEPLOYER_NAME="$(az ad signed-in-user show --query userPrincipalName --output tsv)"
        DEPLOYER_TYPE=User
    else
        client="$(az account show --query user.name --output tsv)"
        DEPLOYER_OBJECT_ID="$(az ad sp show --id "$client" --query id --output tsv)"
        DEPLOYER_NAME="$(az ad sp show --id "$client" --query displayName --output tsv)"
        DEPLOYER_TYPE=ServicePrincipal
    fi
fi
export ON_CALL_EMAIL DEPLOYER_OBJECT_ID DEPLOYER_NAME="${DEPLOYER_NAME:?the name of DEPLOYER_OBJECT_ID}" DEPLOYER_TYPE="${DEPLOYER_TYPE:-User}"

if [ -n "$what_if" ]; then
    [ "$(az group exists --name "$group")" = true ] || die "There is no resource group $group yet: everything would be new."
    # Without asking whether one might: who looks at a pull request may not deploy. Azure CLI 2.76 or newer.
    az deployment group what-if --resource-group "$group" --parameters "$environment.bicepparam" --validation-level ProviderNoRbac
    exit
fi

# A provider is registered once in the life of a subscription, by somebody who may; who sees the group only, as GitHub does, can't tell.
for provider in Microsoft.App Microsoft.DBforPostgreSQL Microsoft.EventGrid Microsoft.Insights Microsoft.KeyVault \
    Microsoft.ManagedIdentity Microsoft.Network Microsoft.OperationalInsights Microsoft.Storage Microsoft.Web; do
    state="$(az provider show --namespace "$provider" --query registrationState --output tsv 2> /dev/null || true)"
    if [ "${state:-Registered}" != Registered ]; then
        say "Registering $provider…"
        az provider register --namespace "$provider" --wait
    fi
done

if [ "$(az group exists --name "$group")" != true ]; then
    [ -n "$location" ] || die "There is no resource group $group yet: say --location."
    say "Making resource group $group in $location…"
    az group create --name "$group" --location "$location" --output none
fi

output() { az deployment group show --resource-group "$group" --name beejan-main --query "properties.outputs.$1.value" --output tsv; }

# A setting that refers to a secret which isn't there has the reference itself as its value, which everybody can read here.
check_secrets() {
    local vault="$1" secret absent=""
    for secret in $(sed -n "/^param secrets/,/^]/p" "$environment.bicepparam" | grep -o "'[^']*'" | tr -d "'"); do
        az rest --method get --output none --url "$vault/secrets/$secret?api-version=2023-07-01" 2> /dev/null \
            || absent="$absent"$'\n'"  az keyvault secret set --vault-name ${vault##*/} --name $secret --value …"
    done
    [ -z "$absent" ] || die "These secrets are missing; put them in, and run this again:$absent"
}
vault="$(az resource list --resource-group "$group" --resource-type Microsoft.KeyVault/vaults --query '[0].id' --output tsv)"
[ -z "$vault" ] || check_secrets "$vault"

say "First pass: everything but the Event Grid subscriptions…"
az deployment group create --resource-group "$group" --name beejan-main --parameters "$environment.bicepparam" --output none
app="$(output appName)"
check_secrets "$(az resource show --resource-group "$group" --resource-type Microsoft.KeyVault/vaults --name "$(output vaultName)" --query id --output tsv)"

work="$(mktemp -d)"
clean() { rm -rf "$work"; }
trap clean EXIT

# Before the code, which starts only on its own schema or a newer one; the code that runs meanwhile goes on with the newer one.
say "Applying the schema as $DEPLOYER_NAME…"
server="$(output serverName)"
server_id="$(az resource show --resource-group "$group" --resource-type Microsoft.DBforPostgreSQL/flexibleServers --name "$server" --query id --output tsv)"
if [ "$(az resource show --ids "$server_id" --query properties.network.publicNetworkAccess --output tsv)" = Enabled ]; then
    # Let in for as long as this takes. One name for all runs, so that one that was killed leaves nothing behind for long.
    address="${DEPLOYER_ADDRESS:-$(curl --silent --fail https://api.ipify.org)}"
    clean() {
        rm -rf "$work"
        az resource delete --ids "$server_id/firewallRules/deployer" --api-version 2024-08-01 --output none
    }
    az resource create --id "$server_id/firewallRules/deployer" --api-version 2024-08-01 --output none \
        --properties "{\"startIpAddress\": \"$address\", \"endIpAddress\": \"$address\"}"
fi
token="$(az account get-access-token --resource-type oss-rdbms --query accessToken --output tsv)"
PGPASSWORD="$token" psql --quiet --no-psqlrc --output /dev/null --file warehouse-roles.sql \
    --set app="$(output identityName)" --set app_object_id="$(output identityObjectId)" --set database=complaints \
    "host=$server.postgres.database.azure.com dbname=postgres user=$DEPLOYER_NAME sslmode=verify-full sslrootcert=system"
FunctionsWorker=local Warehouse__Engine=Postgres Warehouse__Credential="" \
    Warehouse__ConnectionString="Host=$server.postgres.database.azure.com;Database=complaints;Username=$DEPLOYER_NAME;Password=$token;SSL Mode=VerifyFull;Options=-c role=beejan_owner" \
    dotnet run --project ../Functions --configuration Release -- apply-schema

say "Publishing the app…"
dotnet publish ../Functions --configuration Release --output "$work/app" --nologo --verbosity quiet
(cd "$work/app" && zip --quiet --recurse-paths ../app.zip .)
az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$work/app.zip" --output none

say "Waiting for the host to make the key that Event Grid needs…"
began="$SECONDS"
until [ -n "$(az functionapp keys list --resource-group "$group" --name "$app" --query systemKeys.blobs_extension --output tsv 2> /dev/null)" ]; do
    [ $((SECONDS - began)) -lt 600 ] || die "The host has made no key within ten minutes, so it does not start. Its log stream says why."
    sleep 10
done

say "Second pass: the Event Grid subscriptions…"
az deployment group create --resource-group "$group" --name beejan-events --template-file events.bicep --output none \
    --parameters environmentName="$environment" appName="$app" topicName="$(output topicName)" hostStorageName="$(output hostStorageName)"

say "Done: https://$(output appHost)/api/status, with a key of the function."
[ -z "$smoke" ] || ./smoke.sh --group "$group"
