"""Steps from an older schema to the next, each in a transaction: what people decided is never built anew for a schema's sake."""

from __future__ import annotations

STEPS: dict[int, str] = {
    1: """
        create table statement_agency (statement_id varchar not null, agency_id varchar not null,
            primary key (statement_id, agency_id));
        insert into statement_agency
            select statement_id, agency_id from statement where agency_id is not null
            union
            select s.statement_id, g.agency_id
            from (select statement_id, unnest(regexp_split_to_array(agency, '\\s*[;/]\\s*')) as name from statement) s
            join agency g on lower(g.name) = lower(s.name);
        create view agency_covers as
            with recursive line as (select agency_id, agency_id as covers_id from agency
                union select l.agency_id, g.agency_id from line l join agency g on g.successor_id = l.covers_id)
            select agency_id, covers_id from line;
        create view agency_now as
            with recursive up as (select agency_id, agency_id as now_id, successor_id from agency
                union select u.agency_id, g.agency_id, g.successor_id from up u join agency g on g.agency_id = u.successor_id)
            select agency_id, now_id from up where successor_id is null or successor_id not in (select agency_id from agency);
        update schema_version set version = 2;
    """,
}
"""Schema number → the SQL that makes the next one of it. The last line sets the number."""
