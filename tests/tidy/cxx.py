"""Just enough of C++ to measure it: comments and strings blanked, braces matched."""

import re

BLANKED = re.compile(r'''
    //[^\n]*                                # a comment
  | /\*.*?\*/
  | R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)"    # a raw string
  | "(?:\\.|[^"\\\n])*"                     # a string
  | '(?:\\.|[^'\\\n])'                      # a character
  ''', re.DOTALL | re.VERBOSE)
TYPE = re.compile(r"\b(class|struct|union|enum|namespace|extern)\b")


def blank(text):
    """The text with comments and literals gone but every line where it was."""
    return BLANKED.sub(lambda match: '""' + "\n" * match.group().count("\n"), text)


def functions(text):
    """(line, name, lines) of each function with a body, lambdas inside counted with their owner."""
    code = blank(re.sub(r"(?m)^\s*#.*$", "", text))
    found, containers, start, index = [], [], 0, 0
    while index < len(code):
        char = code[index]
        if char == "{":
            head = code[start:index]
            if is_function(head):
                end = closing(code, index)
                first = start + len(head) - len(head.lstrip())
                found.append((code.count("\n", 0, first) + 1, name_of(head),
                              code.count("\n", first, end) + 1))
                index = end
            elif not TYPE.search(head):
                index = closing(code, index)  # a table of values
            else:
                containers.append(index)
            start = index + 1
        elif char in ";}":
            start = index + 1
        index += 1
    return found


def is_function(head):
    return ")" in head and not re.search(r"=\s*$", head) and not re.match(
        r"\s*(namespace|enum)\b", head)


def name_of(head):
    match = re.search(r"([~\w:]+|operator\S+)\s*\(", head)
    return match.group(1) if match else head.strip()


def closing(code, opening):
    depth = 0
    for index in range(opening, len(code)):
        if code[index] == "{":
            depth += 1
        elif code[index] == "}":
            depth -= 1
            if depth == 0:
                return index
    return len(code) - 1


def virtual_methods(text):
    """Class name -> how many methods a user of it must implement or may override."""
    code = blank(text)
    counts = {}
    for match in re.finditer(r"\b(?:class|struct)\s+(\w+)[^;{()]*\{", code):
        body = code[match.end() - 1:closing(code, match.end() - 1)]
        methods = re.findall(r"\bvirtual\b(?![^;{]*~)", body)
        if methods:
            counts[match.group(1)] = len(methods)
    return counts
