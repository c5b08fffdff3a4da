ALTER TABLE "messages" ADD COLUMN "removed_for" text;--> statement-breakpoint
CREATE INDEX "messages_removed" ON "messages" USING btree ("author_id","deleted_at") WHERE removed_for is not null;