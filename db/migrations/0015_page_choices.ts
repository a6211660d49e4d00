// What the payer's page asked for and when, and what a merchant gives the page to show.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const choices = sql`
  -- When a session's page began to be the one, of its customer's, that last asked for a currency: the latest times, in
  -- order. A page that asks again writes nothing, so that nobody's repeating fills it or moves a time.
  create table page_choices (
    session_id text not null references sessions,
    currency text not null,
    asked_at timestamptz[] not null check (cardinality(asked_at) between 1 and 16),
    primary key (session_id, currency)
  );
`;

const forms = sql`
  alter table forms
    add column support_url text,
    add column support_email text,
    add column accent_color text check (accent_color ~ '^#[0-9a-f]{6}$'),
    -- The name of its picture in form_logos.
    add column logo text;

  -- Apart from the forms, so that no reading of a form reads a picture. A name is the hash of the content.
  create table form_logos (
    form_id text primary key references forms,
    name text not null,
    type text not null check (type in ('png', 'jpeg', 'webp')),
    body bytea not null check (length(body) between 1 and 65536)
  );
  create index form_logos_by_name on form_logos (name);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [choices, forms]) await part.execute(db);
}
