"""Goal: whatever stands in a member of any operation that speaks JSON, the answer is AWS's.

Method: of a good request of each operation every member in turn is taken away and made of another
type, empty, too long, out of its range, deep, huge or no UTF-8. botocore's description of the
service says what AWS answers to most of it; what it leaves open must be a success or an error that
it names, short, and never the server's own failure.
"""

import copy
import http.client
import json
import unittest

import aws_clients
import good_requests
import harness

TEXTS = ("", " ", "a\0b", "a\r\nb: c", "../../etc/passwd", "%s%n%00", "'\"<>&`$(id)", "\u202eabc",
         "\x1b[31m\x7f", "\U0001f600" * 5, "*" * 1000, "arn:" * 2000, "arn:aws:states:::",
         "[" * 50000, '{"a":"b"}', "a" * 1_000_000)
NUMBERS = (-1, 0, 1.5, -0.0, 2**31, 2**53, 2**63 - 1, 2**63, -2**63, 10**30, -10**30, 1e300)
TIMES = (-1, 0, 1.5, 1e20, -1e20, 2**63, "2026-01-01T00:00:00Z", "9999-12-31T23:59:59Z")
OBJECTS = ({}, {f"k{i}": "v" for i in range(2000)}, {"k" * 100_000: "v"}, {"\0": "v"})
OTHER_TYPES = {"string": (1, True, {}, []), "integer": ("1", True, {}, []),
               "float": ("1", True, {}, []), "boolean": ("true", 1, {}, []),
               "structure": ("x", 1, [], True), "list": ("x", 1, {}, True),
               "map": ("x", 1, [], True), "timestamp": ("yesterday", True, {}, [])}
SAME = {"long": "integer", "double": "float", "blob": "string"}
# What no JSON document says, as it is put into the text of one.
NO_JSON = (b'"\xe9"', b'"\xc0\xaf"', b'"\\ud800"', b"NaN", b"1e999", b"1" * 100_000,
           b"[" * 100_000 + b"]" * 100_000)
NO_BODY = (b"null", b"1", b"[]", b'{"a":01}', b"{'a':1}", b'{"a":1,}', b"// c\n{}", b"{}x", b"\0")
SERIALIZATION = "SerializationException"
BROKEN = {"rekognition": "InvalidParameterException", "logs": "InvalidParameterException",
          "stepfunctions": "ValidationException", "events": "ValidationException"}
ANY_SERVICES = {SERIALIZATION, "ValidationException"}
ERROR_BYTES_MAX = 10_000
HOLE = "\u2603 hole"
GONE = object()


def places(shape, value, path=()):
    """(path, shape, is it a required member) of everything inside of the value."""
    if shape.type_name == "structure":
        inner = [(name, shape.members[name], name in shape.required_members) for name in value]
    elif shape.type_name == "list":
        inner = [(index, shape.member, False) for index in range(len(value))]
    elif shape.type_name == "map":
        inner = [(name, shape.value, False) for name in value]
    else:
        inner = []
    for name, member, required in inner:
        yield (*path, name), member, required
        yield from places(member, value[name], (*path, name))


def changed(value, path, new):
    """A copy with something else at a place; without it, if that is GONE."""
    value = copy.deepcopy(value)
    at = value
    for name in path[:-1]:
        at = at[name]
    if new is GONE:
        del at[path[-1]]
    else:
        at[path[-1]] = new
    return value


def constrained(shape):
    """Values that break one of the shape's constraints."""
    limits = shape.metadata
    if shape.type_name == "string":
        if limits.get("min", 0) > 0:
            yield ""
        if "max" in limits:
            yield "a" * (limits["max"] + 1)
        if shape.enum:
            yield "NO_SUCH"
    elif shape.type_name in ("integer", "long", "float", "double"):
        if "min" in limits:
            yield limits["min"] - 1
        if "max" in limits:
            yield limits["max"] + 1


def open_values(shape, value):
    """Values that the description does not judge, or not alone."""
    if shape.type_name == "list":
        yield from ([], [None], value * 3000)
    else:
        yield from {"string": TEXTS, "structure": OBJECTS, "map": OBJECTS, "timestamp": TIMES,
                    "boolean": ()}.get(shape.type_name, NUMBERS)


class HostileJson(aws_clients.AwsTest):
    def setUp(self):
        super().setUp()
        import botocore.session  # pylint: disable=import-outside-toplevel
        session = botocore.session.Session()
        self.models = {name: session.get_service_model(name) for name in good_requests.ALL}
        self.connection = http.client.HTTPConnection(
            self.server.url.removeprefix("http://"), timeout=aws_clients.COMMAND_SECONDS_MAX)
        self.addCleanup(self.connection.close)
        s3 = self.s3()
        self.addCleanup(s3.close)
        s3.create_bucket(Bucket="hostile")
        s3.put_object(Bucket="hostile", Key="a.png", Body=harness.png(100, 100, (1, 2, 3)))
        for service, operation, words in good_requests.MADE:
            self.assertEqual(self.ask(service, operation, json.dumps(words).encode())[0], 200)

    def ask(self, service, operation, body):
        """(status, error's name, what is wrong with the answer's form or "")."""
        from botocore.auth import SigV4Auth  # pylint: disable=import-outside-toplevel
        from botocore.awsrequest import AWSRequest  # pylint: disable=import-outside-toplevel
        from botocore.credentials import Credentials  # pylint: disable=import-outside-toplevel
        model = self.models[service]
        request = AWSRequest("POST", self.server.url + "/", data=body, headers={
            "Content-Type": f"application/x-amz-json-{model.metadata['jsonVersion']}",
            "X-Amz-Target": f"{model.metadata['targetPrefix']}.{operation}"})
        SigV4Auth(Credentials(self.exports["AWS_ACCESS_KEY_ID"],
                              self.exports["AWS_SECRET_ACCESS_KEY"]),
                  model.signing_name, "us-east-1").add_auth(request)
        self.connection.request("POST", "/", body, dict(request.headers))
        answer = self.connection.getresponse()
        said = answer.read()
        if answer.status == 200:
            return 200, None, "" if isinstance(json.loads(said or b"{}"), dict) else "no object"
        error = json.loads(said)
        name = error["__type"]
        good = (name == answer.headers["x-amzn-ErrorType"] and error["message"] and
                len(said) < ERROR_BYTES_MAX)
        return answer.status, name, "" if good else f"form: {said[:200]}"

    def judge(self, service, operation, what, body, wanted=None):
        """Notes what AWS would not answer. `wanted`: the error that it must be."""
        status, name, fault = self.ask(service, operation, body)
        named = {error.name for error in self.models[service].operation_model(operation)
                 .error_shapes} | ANY_SERVICES
        if wanted and (status, name) != (400, wanted):
            fault = f"{wanted} was wanted"
        if status >= 500 or (status != 200 and name not in named):
            fault = "not an error of this operation"
        if fault:
            self.faults.append(f"{operation} {what[:100]}: {status} {name}; {fault}")

    def member(self, service, operation, good, place):
        """All that is tried with one member of a good request."""
        path, shape, required = place
        said = ".".join(map(str, path))

        def judge(new, wanted=None):
            body = json.dumps(changed(good, path, new)).encode()
            self.judge(service, operation, f"{said} = {str(new)[:40]}", body, wanted)
        value = good
        for name in path:
            value = value[name]
        missing = BROKEN[service] if required else None
        judge(None, missing)
        if isinstance(path[-1], str):
            judge(GONE, missing)
        for new in OTHER_TYPES[SAME.get(shape.type_name, shape.type_name)]:
            judge(new, SERIALIZATION)
        for new in constrained(shape):
            judge(new, BROKEN[service])
        for new in open_values(shape, value):
            judge(new)
        text = json.dumps(changed(good, path, HOLE)).encode()
        for new in NO_JSON:
            self.judge(service, operation, f"{said} = {new[:20]}",
                       text.replace(json.dumps(HOLE).encode(), new), SERIALIZATION)

    def test_every_member_of_every_operation(self):
        self.faults = []
        for service, operations in good_requests.ALL.items():
            for operation, good in operations.items():
                body = json.dumps({**good, "NoSuchMember": {"a": [1]}}).encode()
                self.judge(service, operation, "as it is, and a member more", body)
                for body in NO_BODY:
                    self.judge(service, operation, str(body), body, SERIALIZATION)
                shape = self.models[service].operation_model(operation).input_shape
                for place in places(shape, good):
                    self.member(service, operation, good, place)
        self.assertEqual(self.faults, [])


if __name__ == "__main__":
    unittest.main()
