#!/bin/sh
# Makes the owner of databases, a role that is no superuser: PostgreSQL's image makes superusers alone. It runs when a
# volume is empty (docker-compose.yml). By hand it does the same for the volume of an earlier release, and nothing where
# that is done (docs/operating.md, "The owner of a volume").
#
#   DATABASE_OWNER     the role; its password is POSTGRES_PASSWORD
#   OWNED_DATABASES    the databases, separated by blanks
#   OWNER_MAKES_ROLES  true if it may make roles, and give Purser's worker what that needs (db/grantRoles.ts)
#
# In parentheses: if the file is not executable, the image's entry point reads it into its own shell.
(
  set -eu

  as() {
    user=$1
    shift
    PGOPTIONS=--client-min-messages=warning psql --no-psqlrc --quiet --no-password --set ON_ERROR_STOP=1 \
      --set owner="$DATABASE_OWNER" --username "$user" "$@"
  }

  # Earlier releases had the image make the owner, as the superuser of the cluster. PostgreSQL never takes that right from
  # this one role, so it gets another name, which somebody else must give it.
  if ! as postgres --dbname postgres --output /dev/null --command 'select' 2> /dev/null; then
    as "$DATABASE_OWNER" --dbname postgres <<'SQL'
drop role if exists purser_renames;
create role purser_renames superuser login;
SQL
    as purser_renames --dbname postgres <<'SQL'
alter role :"owner" rename to postgres;
SQL
  fi

  # Without a password the superuser logs in from inside the container alone.
  as postgres --dbname postgres <<'SQL'
drop role if exists purser_renames;
alter role postgres with password null;
\getenv password POSTGRES_PASSWORD
select format('create role %I', :'owner') where not exists (select from pg_roles where rolname = :'owner') \gexec
alter role :"owner" with nosuperuser nocreatedb noreplication nobypassrls login password :'password';
SQL

  if [ "${OWNER_MAKES_ROLES:-}" = true ]; then
    as postgres --dbname postgres <<'SQL'
alter role :"owner" with createrole;
grant pg_read_all_stats, pg_signal_backend to :"owner" with admin true, inherit false, set false;
select format('grant %I to %I with admin true, inherit false, set false', rolname, :'owner')
from pg_roles where rolname in ('purser_api', 'purser_worker') \gexec
SQL
  fi

  for database in $OWNED_DATABASES; do
    as postgres --dbname postgres --set database="$database" <<'SQL'
select format('create database %I', :'database')
where not exists (select from pg_database where datname = :'database') \gexec
alter database :"database" owner to :"owner";
SQL
    # What an earlier release made there. A column's sequence follows its table, and an extension stays the superuser's.
    as postgres --dbname "$database" <<'SQL'
with objects as (
  select 'table' as kind, 'pg_class'::regclass as catalogue, oid, oid::regclass::text as name, relowner as owner,
    relnamespace as namespace
  from pg_class c
  where relkind in ('r', 'p', 'v', 'm') or relkind = 'S' and not exists (
    select from pg_depend
    where classid = 'pg_class'::regclass and objid = c.oid and refclassid = 'pg_class'::regclass and deptype in ('a', 'i'))
  union all
  select 'routine', 'pg_proc'::regclass, oid, oid::regprocedure::text, proowner, pronamespace from pg_proc
  union all
  select 'type', 'pg_type'::regclass, oid, oid::regtype::text, typowner, typnamespace from pg_type where typtype in ('e', 'd')
)
select format('alter %s %s owner to %I', kind, name, :'owner') from objects o
where owner = current_user::regrole and namespace = 'public'::regnamespace
  and not exists (select from pg_depend where classid = catalogue and objid = o.oid and deptype = 'e') \gexec
SQL
  done
)
