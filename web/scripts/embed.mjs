// The files of a folder as a C++ source that defines helio::cli::page_files(): text compressed with
// gzip, each with a hash of its content for the ETag.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const COMPRESSED = /\.(css|html|js|json|svg|txt|webmanifest)$/;
const LITERAL_BYTES = 4096;

function names(folder, prefix = '') {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory()
        ? names(join(folder, entry.name), `${prefix}${entry.name}/`)
        : [`${prefix}${entry.name}`],
    );
}

// A string literal of any bytes: octal escapes of three digits end by themselves.
function literal(bytes) {
  const lines = [];
  for (let at = 0; at < bytes.length; at += LITERAL_BYTES) {
    let line = '';
    for (const byte of bytes.subarray(at, at + LITERAL_BYTES)) {
      const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c && byte !== 0x3f;
      line += plain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
    }
    lines.push(`    "${line}"`);
  }
  return lines.length > 0 ? lines.join('\n') : '    ""';
}

export function embed(folder, inputsHash) {
  const blobs = [];
  const rows = [];
  names(folder).forEach((name, index) => {
    const content = readFileSync(join(folder, name));
    const gzipped = COMPRESSED.test(name);
    const bytes = gzipped ? gzipSync(content, { level: 9 }) : content;
    const etag = createHash('sha256').update(content).digest('hex').slice(0, 16);
    blobs.push(`constexpr char kFile${index}[] =\n${literal(bytes)};`);
    rows.push(
      `    {"${name}", {kFile${index}, ${bytes.length}}, "${etag}", ${gzipped}, ` +
        `${name.startsWith('assets/')}},`,
    );
  });
  return `// Made by web/scripts/embed.mjs from inputs with the hash
// ${inputsHash}
#include "helio/page_files.hpp"

namespace helio::cli {
namespace {

${blobs.join('\n')}

constexpr http::SiteFile kFiles[] = {
${rows.join('\n')}
};

}  // namespace

std::span<http::SiteFile const> page_files() { return kFiles; }

}  // namespace helio::cli
`;
}
