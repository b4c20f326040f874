"""What Schemathesis cannot know from the OpenAPI document: things that exist, and limits before our code."""

import json
import os
import urllib.request
import zlib

import schemathesis
from schemathesis.generation import GenerationMode

# The names of path parameters, or paths up to them, and for each what exists: orders, carts, tokens.
KNOWN = json.loads(os.environ["CARTWRIGHT_KNOWN"])

# API Gateway refuses larger request lines and headers by itself (10,240 bytes in all).
MOST_QUERY_CHARACTERS = 2_000

# Paths of what customers may do.
CUSTOMERS = "^/v1/me(/|$)"

# Seconds; a customer's token lasts five minutes.
NEW_TOKEN_EVERY = 240

told = set()


def send(case, token):
    case.headers["Authorization"] = f"Bearer {token}"


@schemathesis.auth(refresh_interval=None).skip_for(path_regex=CUSTOMERS)
class ProgramsToken:
    def get(self, case, context):
        return os.environ["CARTWRIGHT_TOKEN"]

    def set(self, case, token, context):
        send(case, token)


@schemathesis.auth(refresh_interval=NEW_TOKEN_EVERY).apply_to(path_regex=CUSTOMERS)
class CustomersToken:
    """After a 401 Schemathesis asks for another one, and sends the request again."""

    def get(self, case, context):
        with urllib.request.urlopen(os.environ["CARTWRIGHT_CUSTOMER"]) as answer:
            return answer.read().decode()

    def set(self, case, token, context):
        send(case, token)


@schemathesis.hook
def after_call(context, case, response):
    """Each kind of answer of each operation is written down, once."""
    line = f"{response.status_code} {case.operation.label}"
    if line in told:
        return
    told.add(line)
    with open(os.environ["CARTWRIGHT_ANSWERS"], "a") as answers:
        answers.write(line + "\n")


@schemathesis.hook
def filter_query(context, query):
    return len(json.dumps(query or {})) <= MOST_QUERY_CHARACTERS


@schemathesis.hook
def before_call(context, case, kwargs):
    """Three of four well-formed requests are about something that exists, so that they get past 404."""
    if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    for name, given in (case.path_parameters or {}).items():
        known = KNOWN.get(up_to(case.operation.path, name)) or KNOWN.get(name, [])
        drawn = zlib.crc32(str(given).encode("utf-8", "surrogatepass"))
        if known and drawn % 4 != 0:
            case.path_parameters[name] = known[drawn % len(known)]


def up_to(path, name):
    """`/v1/carts/{id}/lines` up to its `id` is `/v1/carts/{id}`."""
    parameter = "{" + name + "}"
    return path.partition(parameter)[0] + parameter
