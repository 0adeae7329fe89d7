-- DuckDB has no roles: whoever can open the file sees everything.
CREATE SCHEMA ml;

CREATE MACRO mart.shown_phone(phone) AS phone;
CREATE MACRO mart.shown_email(email) AS email;
CREATE MACRO mart.shown_text(text) AS text;
