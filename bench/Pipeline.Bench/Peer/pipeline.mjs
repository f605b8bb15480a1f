// Runs pipeline.sql in DuckDB: node pipeline.mjs FOLDER THREADS MODULES, where MODULES has @duckdb/node-api in its node_modules.
// Prints how long each stage took.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [folder, threads, modules] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(`${modules}/`)('@duckdb/node-api');
const fill = (text, values) => text.replace(/\$\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const script = readFileSync(new URL('pipeline.sql', import.meta.url), 'utf8');

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const values = { folder, threads };
let stage = null;
let began = performance.now();
const end = () => {
  if (stage) console.log(`stage ${stage} ${((performance.now() - began) / 1000).toFixed(2)} s`);
  began = performance.now();
};
for (const part of script.split(/^-- @/m)) {
  const isFlags = part.startsWith('flags');
  const named = /^stage (\w+)\n/.exec(part);
  if (named) {
    end();
    stage = named[1];
  }
  const sql = fill(part.replace(/^(stage \w+|flags)\n/, '').replace(/^--.*$/gm, ''), values);
  for (const statement of sql.split(';').map((text) => text.trim()).filter((text) => text)) {
    if (isFlags) {
      const rows = (await connection.runAndReadAll(statement)).getRows();
      values.flags = rows.map(([interest], i) => `CAST(list_contains(interests, '${interest}') AS INTEGER) AS interest_${i}`).join(', ');
    } else {
      await connection.run(statement);
    }
  }
}
end();
