DROP INDEX "messages_deleted";--> statement-breakpoint
CREATE INDEX "messages_quiet" ON "messages" USING btree ("room_id","seq") WHERE (deleted_at is not null or kind = 'system');