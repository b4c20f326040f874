"""What Schemathesis cannot know from the OpenAPI document: things that exist, and limits before our code."""

import json
import os
import urllib.error
import urllib.request
import zlib

import schemathesis
from schemathesis.generation import GenerationMode

# The names of parameters and of properties, or paths up to a parameter, and for each what exists: orders, carts, tokens.
KNOWN = json.loads(os.environ["CARTWRIGHT_KNOWN"])

# By the label of an operation, a body that fits together as none that is drawn does.
FITTING = json.loads(os.environ["CARTWRIGHT_FITTING"])

# API Gateway refuses larger request lines and headers by itself (10,240 bytes in all).
MOST_QUERY_CHARACTERS = 2_000

# Paths of what customers may do, and of what ends their account.
CUSTOMERS = "^/v1/me(/|$)"
ENDS_THE_ACCOUNT = "/v1/me/erasure"

# Seconds; a customer's token lasts five minutes, and their session may be ended by one of its requests.
NEW_TOKEN_EVERY = 60

written = set()


def carry(case, token):
    case.headers["Authorization"] = f"Bearer {token}"


@schemathesis.auth(refresh_interval=None).skip_for(path_regex=CUSTOMERS)
class ProgramsToken:
    def get(self, case, context):
        return os.environ["CARTWRIGHT_TOKEN"]

    def set(self, case, token, context):
        carry(case, token)


def whose(case, context):
    """The name of the customer who asks: one stays, and others leave."""
    return "leaving" if context.operation.path == ENDS_THE_ACCOUNT else "staying"


@schemathesis.auth(refresh_interval=NEW_TOKEN_EVERY, cache_by_key=whose).apply_to(path_regex=CUSTOMERS)
class CustomersToken:
    """After a 401 Schemathesis asks for another one, and sends the request again."""

    def get(self, case, context):
        with urllib.request.urlopen(os.environ["CARTWRIGHT_CUSTOMER"] + whose(case, context)) as answer:
            return answer.read().decode()

    def set(self, case, token, context):
        carry(case, token)


@schemathesis.hook
def after_call(context, case, response):
    """Each kind of answer of each operation is written down once: its status, who may ask, and the operation."""
    security = case.operation.definition.raw.get("security", [])
    who = " or ".join(sorted({scheme for one in security for scheme in one})) or "anybody"
    line = json.dumps([response.status_code, who, case.operation.label])
    if line in written:
        return
    written.add(line)
    with open(os.environ["CARTWRIGHT_ANSWERS"], "a") as answers:
        answers.write(line + "\n")


@schemathesis.hook
def filter_query(context, query):
    return len(json.dumps(query or {})) <= MOST_QUERY_CHARACTERS and has_ascii_tags(query)


@schemathesis.hook
def filter_body(context, body):
    return has_ascii_tags(body)


def has_ascii_tags(asked):
    """Tags are letters of any script; Schemathesis knows those of Latin alone, and would call others malformed."""
    tags = [asked.get("tag"), asked.get("tags")] if isinstance(asked, dict) else []
    return json.dumps(tags, ensure_ascii=False, default=str).isascii()


@schemathesis.hook
def before_call(context, case, kwargs):
    """
    Of four well-formed requests three are about something that exists, so that they get past 404; two of these name its
    version, and one of the two has a body that fits together.
    """
    if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    drawn = zlib.crc32(json.dumps([case.path_parameters, case.query, case.body], default=lambda _: None).encode())
    if drawn % 4 == 0:
        return
    for name in case.path_parameters or {}:
        known = KNOWN.get(up_to(case.operation.path, name)) or KNOWN.get(name)
        if known:
            case.path_parameters[name] = known[drawn % len(known)]
    if "If-Match" in case.headers:
        version = last_version(case) if drawn % 2 else None
        case.headers["If-Match"] = version or KNOWN["If-Match"][drawn % len(KNOWN["If-Match"])]
    fitting = fitting_body(case.operation) if drawn % 4 == 1 else None
    case.body = fitting or with_known(case.body, drawn)


def last_version(case):
    """The ETag of what a request is about, or of what that is a part of; None where neither can be read."""
    path = case.formatted_path
    while path.count("/") > 1:
        asked = urllib.request.Request(case.operation.base_url + path)
        if "Authorization" in case.headers:
            asked.add_header("Authorization", case.headers["Authorization"])
        try:
            with urllib.request.urlopen(asked) as answer:
                if "ETag" in answer.headers:
                    return answer.headers["ETag"]
        except urllib.error.HTTPError as refusal:
            refusal.close()
        path = path.rpartition("/")[0]
    return None


def fitting_body(operation):
    """One that was made for the operation, or else the document's own example with what exists."""
    content = operation.definition.raw.get("requestBody", {}).get("content", {})
    example = content.get("application/json", {}).get("example")
    return FITTING.get(operation.label) or with_known(example, 0)


def with_known(value, drawn):
    """A JSON value in which what exists is named where a property has its name."""
    if isinstance(value, list):
        return [with_known(one, drawn) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: KNOWN[name][drawn % len(KNOWN[name])] if isinstance(one, str) and KNOWN.get(name) else with_known(one, drawn)
        for name, one in value.items()
    }


def up_to(path, name):
    """`/v1/carts/{id}/lines` up to its `id` is `/v1/carts/{id}`."""
    parameter = "{" + name + "}"
    return path.partition(parameter)[0] + parameter
