"""What `manage.py shell` can ask of PostHog's models here: filter, first, exists, create and bulk_create, on the real columns.

As in Django, create sends signals: an organization would fetch plugins, for which there is no way out, and count for who may sign up.
"""
import secrets
import uuid

import standin


class Rows:
    def __init__(self, model, **where):
        self.model, self.where = model, where

    def filter(self, **where):
        return Rows(self.model, **where)

    def first(self):
        for name in self.where:
            if name not in self.model.columns:
                raise TypeError(f"{self.model.__name__} has no field {name}")
        where = " AND ".join(f"{self.model.column(name)} = %s" for name in self.where) or "true"
        cursor = standin.postgres()
        cursor.execute(f"SELECT id FROM {self.model.table} WHERE {where} ORDER BY created_at LIMIT 1",
                       [getattr(value, "id", value) for value in self.where.values()])
        row = cursor.fetchone()
        return self.model(id=row[0]) if row else None

    def exists(self):
        return self.first() is not None

    def create(self, **values):
        raise RuntimeError(f"{self.model.__name__}: create would send signals, which fetch plugins and enable them")

    def bulk_create(self, objects):
        for one in objects:
            values = one.values
            names = ", ".join([self.model.column(name) for name in values] + ["created_at", "updated_at"])
            marks = ", ".join(["%s"] * len(values) + ["now()", "now()"])
            standin.postgres().execute(f"INSERT INTO {self.model.table} ({names}) VALUES ({marks})",
                                       [getattr(value, "id", value) for value in values.values()])
        return objects


class Model:
    def __init_subclass__(cls):
        cls.objects = Rows(cls)

    def __init__(self, **values):
        for name in values:
            if name not in self.columns:
                raise TypeError(f"{type(self).__name__}() got an unexpected keyword argument '{name}'")
        self.values = {**{name: value() for name, value in self.columns.items() if value}, **values}
        self.id = self.values.get("id")

    @classmethod
    def column(cls, name):
        return "organization_id" if name == "organization" else name


class Organization(Model):
    table = "posthog_organization"
    columns = {"id": lambda: str(uuid.uuid4()), "name": None, "slug": None,
               "for_internal_metrics": lambda: False, "plugins_access_level": lambda: 3}


class Team(Model):
    table = "posthog_team"
    columns = {"id": None, "uuid": lambda: str(uuid.uuid4()), "organization": None, "name": lambda: "Default Project",
               "api_token": lambda: "phc_" + secrets.token_hex(21), "anonymize_ips": lambda: False, "ingested_event": lambda: False}
