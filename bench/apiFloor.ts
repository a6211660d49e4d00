// The least that an answer like that of `GET /v1/purse` can cost here: bare Express and one indexed query on
// a pool, without key, check or log. Arguments: the database's URL and the size of the pool. Sends its parent
// the port, and ends with its parent.
import type { AddressInfo } from 'node:net';
import express from 'express';
import pg from 'pg';

const [databaseUrl, poolSize] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: Number(poolSize) });

const app = express();
app.get('/purse', (request, response, next) => {
  pool
    .query({
      name: 'purse',
      text: `select id, customer_id, address_checksum, state, expires_at from purses
        where customer_id = $1 and state <> 'ARCHIVED' and released_at is null`,
      values: [request.query['customerId']],
    })
    .then(({ rows }) => response.json(rows[0]), next);
});
const server = app.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on('disconnect', () => process.exit(0));
