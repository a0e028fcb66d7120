#!/bin/sh
# Runs once, when the database folder is made: the roles that grants go to, and one login in each.
# The owner's login is the superuser of the image and is used for migrations only.
set -eu
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
  --set=app_password="$APP_DATABASE_PASSWORD" --set=reader_password="$READER_DATABASE_PASSWORD" <<'SQL'
create role wbwh_app nologin;
create role wbwh_reader nologin;
create role wbwh_app_login login password :'app_password' in role wbwh_app;
create role wbwh_reader_login login password :'reader_password' in role wbwh_reader;
SQL
