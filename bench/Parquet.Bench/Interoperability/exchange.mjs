// Files of ours read by DuckDB and hyparquet, and DuckDB's by us, cell by cell.
// node exchange.mjs NODE_MODULES "COMMAND" FOLDER
//   NODE_MODULES  a folder with @duckdb/node-api, hyparquet and hyparquet-compressors
//   COMMAND       how cleanroom is run
//   FOLDER        an empty folder to work in
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, command, folder] = process.argv.slice(2);
const require = createRequire(`${resolve(modules)}/x.js`);
const { DuckDBInstance } = require('@duckdb/node-api');
const { parquetReadObjects } = await import(pathToFileURL(join(resolve(modules), 'hyparquet/src/node.js')));
const { compressors } = await import(pathToFileURL(join(resolve(modules), 'hyparquet-compressors/src/index.js')));
const KEY = '000102030405060708090a0b0c0d0e0f';
const at = name => join(resolve(folder), name);
const [program, ...before] = command.split(' ');
const cleanroom = (...args) => execFileSync(program, [...before, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 }).toString();

// Every type that CSV gives, with absent cells, empty texts, runs, distinct values, quotes and letters beyond ASCII.
const ROWS = 15_000;
const header = 'whole,large,rising,real,truth,day,moment,word,rare';
const two = n => String(n).padStart(2, '0');
const lines = [header];
for (let i = 0; i < ROWS; i++) {
  const absent = column => i % (column + 7) === 3;
  lines.push([
    absent(0) ? '' : i % 17 - 8,
    absent(1) ? '' : 5_000_000_000 + (i * 7919) % 1_000_003,
    i,
    absent(2) ? '' : ((i % 1000) + 1) / 8,
    absent(3) ? '' : i % 5 === 0,
    absent(4) ? '' : `20${two(i % 30)}-${two(i % 12 + 1)}-${two(i % 28 + 1)}`,
    absent(5) ? '' : `2026-11-22T${two(i % 24)}:${two(i % 60)}:${two(i % 60)}.000${two(i % 100)}1Z`,
    absent(6) ? '' : i % 11 === 0 ? '""' : `"say ""${'äöü'[i % 3]}${i % 40}"", twice"`,
    absent(7) ? '' : `text ${i}`,
  ].join(','));
}
writeFileSync(at('table.csv'), lines.join('\n') + '\n');
const expected = lines.slice(1).map(line => parse(line));

cleanroom('encrypt', 'table.csv', '--footer-key', KEY, '--footer-key-id', 'k', '--aad-prefix', 'x', '--out', 'ours.encrypted.parquet');
cleanroom('decrypt', 'ours.encrypted.parquet', '--footer-key', KEY, '--out', 'ours.parquet');
cleanroom('decrypt', 'ours.encrypted.parquet', '--footer-key', KEY, '--out', 'back.csv');
report('ours, encrypted and back', readFileSync(at('back.csv'), 'utf8') === readFileSync(at('table.csv'), 'utf8'));

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const duck = async sql => (await connection.runAndReadAll(sql)).getRowsJson();
const columns = `whole, large, rising, real, truth, strftime(day, '%Y-%m-%d'), strftime(moment AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%f') || 'Z', word, rare`;
await connection.run("SET TimeZone = 'UTC'");
compare('ours read by DuckDB', await duck(`SELECT ${columns} FROM '${at('ours.parquet')}'`));
const skipped = await duck(`SELECT count(*) FROM '${at('ours.parquet')}' WHERE rising BETWEEN 10000 AND 10010`);
report('ours filtered by DuckDB, which uses our statistics', Number(skipped[0][0]) === 11);

const bytes = readFileSync(at('ours.parquet'));
const rows = await parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength), compressors });
compare('ours read by hyparquet', rows.map(row => [row.whole, row.large, row.rising, row.real, row.truth,
  row.day?.toISOString().slice(0, 10), row.moment && `${row.moment.toISOString().slice(0, 19)}`, row.word, row.rare]), cell => cell, 6);

for (const [name, options] of Object.entries({ snappy: 'COMPRESSION snappy', gzip: 'COMPRESSION gzip', brotli: 'COMPRESSION brotli', lz4: 'COMPRESSION lz4_raw', zstd: 'COMPRESSION zstd', v2: 'PARQUET_VERSION v2' })) {
  await connection.run(`COPY (SELECT * FROM '${at('ours.parquet')}') TO '${at(`theirs.${name}.parquet`)}' (FORMAT parquet, ${options})`);
  report(`DuckDB's read by us, ${name}`, cleanroom('parquet', 'cat', `theirs.${name}.parquet`) === readFileSync(at('table.csv'), 'utf8'));
}

// DuckDB binds its modules to nothing: only a file of ours without a prefix and with one page a chunk opens there, and none of its own here.
await connection.run("SET force_mbedtls_unsafe = 'true'");
await connection.run(`PRAGMA add_parquet_key('k', '${KEY.slice(0, 16)}')`);
await connection.run(`COPY (SELECT 1 AS a) TO '${at('theirs.encrypted.parquet')}' (FORMAT parquet, ENCRYPTION_CONFIG {footer_key: 'k'})`);
let refusal = '';
try {
  execFileSync(program, [...before, 'parquet', 'cat', at('theirs.encrypted.parquet'), '--footer-key', Buffer.from(KEY.slice(0, 16)).toString('hex')], { stdio: 'pipe' });
} catch (error) {
  refusal = error.stderr.toString();
}
report(`DuckDB's encrypted file is refused by us: ${refusal.trim().split(': ').at(-1)}`, refusal.includes('FooterAuthentication'));
cleanroom('encrypt', 'table.csv', '--footer-key', Buffer.from(KEY.slice(0, 16)).toString('hex'), '--footer-key-id', 'k', '--out', 'for-duckdb.parquet');
try {
  compare('ours, encrypted without a prefix, read by DuckDB', await duck(`SELECT ${columns} FROM read_parquet('${at('for-duckdb.parquet')}', encryption_config = {footer_key: 'k'})`));
} catch (error) {
  console.log(`no  ours, encrypted without a prefix, read by DuckDB: ${String(error.message).split('\n')[0]}`);
}

function compare(what, found, shown = cell => cell, seconds) {
  let different = found.length === expected.length ? 0 : 1;
  for (let row = 0; row < expected.length && different === 0; row++) {
    for (let column = 0; column < expected[row].length; column++) {
      const wanted = expected[row][column];
      const cell = found[row][column];
      const text = cell === null || cell === undefined ? null : String(shown(cell));
      const same = wanted === null || text === null ? wanted === text
        : column === seconds ? wanted.startsWith(text)
        : typeof cell === 'number' || typeof cell === 'bigint' ? Number(wanted) === Number(cell) : wanted === text || Number(wanted) === Number(text);
      if (!same) {
        different++;
        console.log(`    row ${row}, column ${column}: ${wanted} / ${text}`);
        break;
      }
    }
  }
  report(`${what}: ${expected.length * expected[0].length} cells`, different === 0);
}

function report(what, holds) {
  console.log(`${holds ? 'ok' : 'NO'}  ${what}`);
  process.exitCode = holds ? process.exitCode : 1;
}

/** The cells of a line of CSV; null where nothing stands. */
function parse(line) {
  const cells = [];
  let at = 0;
  while (at <= line.length) {
    if (line[at] === '"') {
      let end = at + 1;
      while (line[end] !== '"' || line[end + 1] === '"') {
        end += line[end] === '"' ? 2 : 1;
      }
      cells.push(line.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 2;
    } else {
      const end = line.indexOf(',', at) < 0 ? line.length : line.indexOf(',', at);
      cells.push(end === at ? null : line.slice(at, end));
      at = end + 1;
    }
  }
  return cells;
}
