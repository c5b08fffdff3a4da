ALTER TABLE "files" ADD COLUMN "keeps_metadata" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "deleted_at" bigint;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "refresh_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "refreshed_at" bigint;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "refreshed_by" text;--> statement-breakpoint
CREATE INDEX "files_unsent" ON "files" USING btree ("uploader_id") WHERE message_id is null;--> statement-breakpoint
CREATE INDEX "invites_room" ON "invites" USING btree ("room_id","created_by");--> statement-breakpoint
CREATE INDEX "rooms_deleted" ON "rooms" USING btree ("deleted_at") WHERE deleted_at is not null;