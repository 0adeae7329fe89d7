#!/usr/bin/env bash
# Makes a canary: a complaint of nobody's, as its source would bring it, whose number the settings keep out of every figure.
#   canary.sh calllogs|social|sms NUMBER FILE
# writes it to FILE, and says in which container, under which name it belongs, and by which id it is known in the warehouse.
# NUMBER tells canaries apart: the seconds since 1970.
set -euo pipefail

source="$1" number="$2" file="$3"
phone="+2348000000001"
text="Canary $number"
iso="$(date -u -d "@$number" +%Y-%m-%dT%H:%M:%SZ)"

# A raw blob is named by its time and its bytes: README, "See how it stands" leads back by this name.
raw_name() {
    printf 'raw %s/%s000-%s-%s.%s' "$source" "$(date -u -d "@$number" +%Y/%m/%d/%H%M%S)" "$1" "$(sha256sum "$file" | cut -c1-16)" "$2"
}

case "$source" in
    calllogs)
        id="CALL-$number"
        {
            echo "call_id,opened_at,customer_phone,agent,category,complaint,status"
            echo "$id,$(date -u -d "@$number" '+%Y-%m-%d %H:%M:%S'),$phone,Canary,Other,$text,closed"
        } > "$file"
        blob="landing calllogs/canary-$number.csv"
        ;;
    social)
        id="canary-$number"
        body="{\"type\":\"complaint.created\",\"timestamp\":\"$iso\",\"data\":{\"id\":\"$id\",\"created_at\":\"$iso\",\"text\":\"$text\",\"author\":{\"id\":\"canary\",\"name\":\"Canary\",\"phone\":\"$phone\"}}}"
        printf '{"receivedAt":"%s","platform":"standard","headers":{},"body":"%s"}\n' "$iso" "$(printf '%s' "$body" | base64 -w0)" > "$file"
        blob="$(raw_name standard ndjson)"
        ;;
    sms)
        id="SM$(printf '%032x' "$number")"
        account="AC$(printf '%032x' 0)"
        sent="$(LC_ALL=C date -u -d "@$number" '+%a, %d %b %Y %H:%M:%S +0000')"
        printf '{"messages":[{"sid":"%s","account_sid":"%s","body":"%s","from":"%s","to":"+2347001234567","direction":"inbound","status":"received","num_segments":"1","num_media":"0","date_created":"%s","date_sent":"%s","date_updated":"%s"}],"next_page_uri":null}' \
            "$id" "$account" "$text" "$phone" "$sent" "$sent" "$sent" > "$file"
        blob="$(raw_name "$account" json)"
        ;;
    *)
        echo "There is no canary of '$source', only of calllogs, social and sms." >&2
        exit 2
        ;;
esac
echo "$blob $id"
