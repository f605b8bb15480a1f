// A plain group-by in DuckDB: node groupby.mjs FOLDER THREADS MODULES, where MODULES has @duckdb/node-api in its node_modules.
// Both tables are loaded first; each line of input runs the query once, and its milliseconds are the answer.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const [folder, threads, modules] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(`${modules}/`)('@duckdb/node-api');
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
for (const table of ['impressions', 'users']) {
  await connection.run(`CREATE TABLE ${table} AS SELECT * FROM '${folder}/${table}.parquet'`);
}
for await (const line of createInterface({ input: process.stdin })) {
  const start = process.hrtime.bigint();
  await connection.run(`CREATE OR REPLACE TABLE answer AS
    SELECT campaign, count(*) AS impressions, sum(label) AS clicks
    FROM impressions WHERE user_id IN (SELECT user_id FROM users) GROUP BY campaign`);
  console.log((Number(process.hrtime.bigint() - start) / 1e6).toFixed(1));
}
process.exit(0);
