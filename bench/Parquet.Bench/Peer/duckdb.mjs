// DuckDB as a peer: node duckdb.mjs PATH-TO-NODE_MODULES THREADS
// Each line of input is JSON, {"setup": [SQL…], "timed": SQL, "teardown": [SQL…]}; the answer is one line: the milliseconds of the timed statement, or "error …".
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const [modules, threads] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(`${modules}/x.js`)('@duckdb/node-api');
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
for await (const line of createInterface({ input: process.stdin })) {
  try {
    const { setup = [], timed, teardown = [] } = JSON.parse(line);
    for (const sql of setup) {
      await connection.run(sql);
    }
    const start = process.hrtime.bigint();
    await connection.run(timed);
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
    for (const sql of teardown) {
      await connection.run(sql);
    }
    console.log(milliseconds.toFixed(3));
  } catch (error) {
    console.log(`error ${String(error.message ?? error).replaceAll('\n', ' ')}`);
  }
}
process.exit(0);
