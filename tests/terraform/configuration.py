"""The Terraform configuration as the rules see it: blocks, expressions, comments, plain text."""

import functools
import glob
import os
import re
import sys

CACHE = os.environ.get("HELIO_CACHE") or os.path.join(
    os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "heliograph")
sys.path += glob.glob(os.path.join(CACHE, "test-venv", "lib", "python3*", "site-packages"))

import hcl2  # noqa: E402  pylint: disable=wrong-import-position,import-error

COMMENT = re.compile(r"^\s*(#|//)")


@functools.cache
def parsed(text):
    """Once for each text; whoever reads it changes nothing."""
    return hcl2.loads(text)


class Block(dict):
    """A block's attributes and inner blocks: `one("ttl")`, `all("statement")`."""

    def all(self, name):
        """The inner blocks of that name, those of `dynamic` too."""
        found = [Block(inner) for inner in self.get(name, []) if isinstance(inner, dict)]
        for dynamic in self.get("dynamic", []):
            if name in plain(dynamic):
                found += [Block(inner) for inner in plain(dynamic)[name]["content"]]
        return found

    def one(self, name):
        found = self.all(name)
        return found[0] if found else Block()

    def text(self, name):
        """An attribute as it is written, without the quotes of a plain text; "" where absent."""
        value = self.get(name, "")
        return unquoted(value) if isinstance(value, str) else repr(value)

    def texts(self, name):
        """A list's elements; an expression that makes a list is one element."""
        value = self.get(name, [])
        return [unquoted(item) for item in value] if isinstance(value, list) else [value]


class Configuration:
    """All *.tf of a folder, given as {name: text}."""

    def __init__(self, files, tfvars=""):
        self.files = files
        self.parsed = {name: parsed(text) for name, text in files.items()}
        self.tfvars = {plain_name(key): value for key, value in hcl2.loads(tfvars).items()
                       if not key.startswith("__")} if tfvars else {}
        self.resources = self._two_labels("resource")
        self.data = self._two_labels("data")
        self.variables = self._one_label("variable")
        self.outputs = self._one_label("output")
        self.locals = {}
        for block in self._blocks("locals"):
            self.locals.update({plain_name(name): value for name, value in block.items()
                                if not name.startswith("__")})

    def _blocks(self, kind):
        return [block for file in self.parsed.values() for block in file.get(kind, [])]

    def _one_label(self, kind):
        return {plain_name(name): Block(body) for block in self._blocks(kind)
                for name, body in plain(block).items()}

    def _two_labels(self, kind):
        return {(plain_name(of), plain_name(name)): Block(body) for block in self._blocks(kind)
                for of, inner in plain(block).items() for name, body in plain(inner).items()}

    def of_type(self, *types):
        """{name: Block} of the resources of a type, or ("type", name) of several."""
        return {(key if len(types) > 1 else key[1]): body
                for key, body in self.resources.items() if key[0] in types}

    def documents(self):
        """(name, statement) of every statement of every policy."""
        for (of, name), body in self.data.items():
            if of == "aws_iam_policy_document":
                for statement in body.all("statement"):
                    yield name, statement

    def strings(self):
        """Every text and expression of the whole configuration."""
        for file in self.parsed.values():
            yield from strings_of(file)


def plain(block):
    """A block's members without the parser's own, and with plain names."""
    return {plain_name(name): value for name, value in block.items() if not name.startswith("__")}


def plain_name(name):
    return name.strip('"')


def unquoted(text):
    return text[1:-1] if text.startswith('"') and text.endswith('"') else text


def strings_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings_of(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name != "__comments__":
                yield name
                yield from strings_of(item)


def code_of(text):
    """An expression without its plain texts: what is left names things. Templates' parts stay."""
    out, stack = [], []  # of the stack: '"' within a text, "{" within a part of one
    index = 0
    while index < len(text):
        two, one = text[index:index + 2], text[index]
        inside = bool(stack) and stack[-1] == '"'
        if inside and two in ('\\"', "\\\\"):
            index += 2
            continue
        if inside and text[index:index + 3] == "$${":
            index += 3
            continue
        if two == "${":
            stack.append("{")
            out.append(" ")
            index += 2
            continue
        if one == '"':
            if inside:
                stack.pop()
            else:
                stack.append('"')
            out.append(" ")
        elif one == "{" and not inside:
            stack.append("{")
        elif one == "}" and not inside and stack:
            stack.pop()
        elif not inside:
            out.append(one)
        index += 1
    return "".join(out)


REFERENCE = re.compile(r"(?<![\w.\"-])(?:(var|local)\.(\w+)|(data\.)?((?:aws|random)_\w+)\.(\w+))")


def references(text):
    """{("var", name), ("local", name), ("data", type, name), ("resource", type, name)}."""
    found = set()
    for kind, name, data, of, label in REFERENCE.findall(code_of(text)):
        found.add((kind, name) if kind else ("data" if data else "resource", of, label))
    return found


def read(folder):
    files = {}
    for path in sorted(glob.glob(os.path.join(folder, "*.tf"))):
        with open(path, encoding="utf-8") as file:
            files[os.path.basename(path)] = file.read()
    with open(os.path.join(folder, "terraform.tfvars"), encoding="utf-8") as file:
        return files, file.read()
