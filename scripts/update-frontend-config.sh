#!/usr/bin/env bash
# Tells the web page which API to ask, from the outputs of terraform/.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
  cat <<'TEXT'
usage: scripts/update-frontend-config.sh [--outputs FILE] [--terraform FOLDER] [--page FOLDER]

Reads what `terraform output -json` says (or `tofu`, where there is no terraform) and writes
web/.env.development.local, from where `npm run dev` takes the API's address.

  --outputs FILE      reads that JSON in place of asking terraform; "-" is the standard input
  --terraform FOLDER  where the state is; ./terraform if not given
  --page FOLDER       writes into the built page there instead (its index.html), to be put on S3
TEXT
}

# shellcheck source=scripts/setup/say.sh
source "$root/scripts/setup/say.sh"

outputs='' folder="$root/terraform" page=''
while (($#)); do
  case $1 in
    -h | --help) usage && exit 0 ;;
    --outputs | --terraform | --page)
      (($# > 1)) || die "$1 needs a value."
      case $1 in
        --outputs) outputs=$2 ;;
        --terraform) folder=$2 ;;
        --page) page=$2 ;;
      esac
      shift 2
      ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
done

ask_terraform() {
  local program
  program=$(command -v terraform || command -v tofu) ||
    die "there is neither terraform nor tofu here; install one, or give its outputs by --outputs."
  [[ -d $folder ]] || die "there is no folder $folder; name it by --terraform."
  "$program" -chdir="$folder" output -json ||
    die "$(basename "$program") gives no outputs; the lines above say why."
}

case $outputs in
  '') json=$(ask_terraform) ;;
  -) json=$(cat) ;;
  *) json=$(cat -- "$outputs") || die "$outputs cannot be read." ;;
esac

HELIO_OUTPUTS=$json exec python3 - "$root" "$page" <<'PYTHON'
import html
import json
import os
import re
import sys

ROOT, PAGE = sys.argv[1:]
NEEDED = ("api_gateway_url", "aws_region", "bucket_name")
ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?|"
                     r"http://(localhost|127\.0\.0\.1)(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?")
META = re.compile(r'(<meta name="heliograph-api" content=")[^"]*(")')


def die(sentence):
    sys.exit(f"error: {sentence}")


def read_outputs():
    try:
        outputs = json.loads(os.environ["HELIO_OUTPUTS"])
    except ValueError as error:
        die(f"the outputs are no JSON: {error}.")
    if not isinstance(outputs, dict):
        die("the outputs must be a JSON object, as `terraform output -json` prints it.")
    if not outputs:
        die("there are no outputs. Run `terraform apply` first; they are known when it is done.")
    # {"name": {"value": …}}, or plain values written by hand.
    plain = {name: output.get("value") if isinstance(output, dict) else output
             for name, output in outputs.items()}
    missing = [name for name in NEEDED if not plain.get(name)]
    if missing:
        die(f"these outputs are missing: {', '.join(missing)}. Are they those of terraform/?")
    return plain


def address_of(outputs, name):
    address = str(outputs[name]).rstrip("/")
    if not ADDRESS.fullmatch(address):
        die(f'"{name}" is no address that the page could ask: {address!r}.')
    return address


def write(path, text):
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(path + ".new", path)


def for_development(address):
    path = os.path.join(ROOT, "web", ".env.development.local")
    write(path, "# Of scripts/update-frontend-config.sh; without it the page asks `helio serve`.\n"
                f"VITE_HELIOGRAPH_API={address}\n")
    return path


def into_the_page(address):
    path = os.path.join(PAGE, "index.html")
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except OSError as error:
        die(f"{path} cannot be read: {error.strerror}. Build it first: npm run build, in web/.")
    text, found = META.subn(lambda meta: meta[1] + html.escape(address) + meta[2], text)
    if found != 1:
        die(f'{path} is not the page of Heliograph: it has no <meta name="heliograph-api">.')
    write(path, text)
    return path


outputs = read_outputs()
if PAGE:
    # Behind CloudFront the API is at the page's own address, so that no other origin is asked.
    shared = bool(outputs.get("frontend_url"))
    address = address_of(outputs, "frontend_url" if shared else "api_gateway_url")
    path = into_the_page(address)
else:
    address = address_of(outputs, "api_gateway_url")
    path = for_development(address)
print(f"{path}: the API is at {address}")
PYTHON
