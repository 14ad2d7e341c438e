-- Registers for the year report: orders, agreements, methodical materials, publications. What stands in one is a
-- material of the library that has a register.

-- '' for what only the library knows; order, agreement, material, publication.
alter table materials add column register text not null default '';
alter table materials add column number text not null default '';
-- A day, as the paper itself says it.
alter table materials add column dated_on text;
-- With whom, in somebody's own words.
alter table materials add column partner text not null default '';
-- Whose it is.
alter table materials add column organisation bigint references organisations (id);
-- Since when everybody in the programme finds it in the library; null for what stands in its register alone.
alter table materials add column shelved_at bigint;
update materials set shelved_at = added_at;
create index materials_register on materials (programme, register, dated_on) where register <> '' and gone_at is null;
create index materials_organisation on materials (organisation) where organisation is not null;

-- Whose entries somebody reads in the registers: of the organisations that they oversee; and, if they oversee any, of
-- those that head the programme: ministry, institute, or the only municipality there is. What another municipality or
-- school has is read by nobody else, unless it was put on the shelf for all. An organisation may stand here twice: ask
-- for it by `in`, which is quick.
create view register_readers as
select participant, programme, organisation from overseen
union all
select r.participant, r.programme, o.id
from roles r
join organisations o on o.programme = r.programme
where r.ended_at is null and r.role in ('operator', 'observer', 'curator', 'coordinator', 'director')
  and (o.level in ('ministry', 'institute')
       or (o.level = 'municipality'
           and not exists (select 1 from organisations x
                           where x.programme = o.programme and x.level = 'municipality' and x.id <> o.id)));

-- What stands in the registers, for reading.
create view records as
select m.id, m.programme, m.register, m.title, m.about, m.number, coalesce(m.dated_on, '') as dated_on, m.partner,
       m.link, m.file, coalesce(f.kind, '') as file_kind, coalesce(f.name, '') as file_name,
       coalesce(f.mime, '') as file_mime, m.organisation, o.title as place, o.time_zone, m.added_by,
       coalesce(p.name, '') as added_by_name, m.added_at, m.shelved_at
from materials m
join organisations o on o.id = m.organisation
left join files f on f.id = m.file
left join participants p on p.id = m.added_by
where m.register <> '' and m.gone_at is null;
