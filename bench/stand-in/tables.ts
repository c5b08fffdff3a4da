/** Messages, and an index of their words that is kept in the same transaction. */
export const tables = `
  create table people (id integer primary key, name text not null, token text not null unique);
  create table rooms (id integer primary key, name text not null, description text not null,
    at integer not null);
  create table messages (id integer primary key, room integer not null, author integer not null,
    content text not null, client_id text, at integer not null);
  create index messages_room on messages (room, id);
  create unique index messages_client on messages (author, client_id) where client_id is not null;
  create virtual table words using fts5 (content, content = 'messages', content_rowid = 'id');
  create trigger messages_words after insert on messages
    begin insert into words (rowid, content) values (new.id, new.content); end;`
