#!/bin/sh
# Django's own checks for a real site, with example settings; any warning fails.
set -eu
cd "$(dirname "$0")/.."
export DJANGO_SETTINGS_MODULE=portal.settings.production
export SECRET_KEY=example-only-Zq8-long-enough-to-pass-the-check-4f1c9b7e2a
export ALLOWED_HOSTS=send.example.org BASE_URL=https://send.example.org AREA_NAME=Larkshire
export DATABASE_URL=postgres://portal:example@database.example.org:5432/portal
export REDIS_URL=redis://redis.example.org:6379/0
export MEDIA_BUCKET=portal-uploads FROM_EMAIL=local.offer@send.example.org
export EMAIL_URL=smtp+tls://portal:example@mail.example.org:587
exec .venv/bin/python manage.py check --deploy --fail-level WARNING
