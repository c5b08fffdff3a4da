CREATE TABLE "followers" (
	"thread_id" text NOT NULL,
	"user_id" text NOT NULL,
	"last_read_seq" integer NOT NULL,
	"following" boolean DEFAULT true NOT NULL,
	CONSTRAINT "followers_thread_id_user_id_pk" PRIMARY KEY("thread_id","user_id")
);
--> statement-breakpoint
DROP INDEX "messages_deleted";--> statement-breakpoint
ALTER TABLE "mentions" ADD COLUMN "in_room" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "mentions" ADD COLUMN "created_at" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "in_room" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "reacted_at" bigint;--> statement-breakpoint
ALTER TABLE "followers" ADD CONSTRAINT "followers_thread_id_messages_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "followers" ADD CONSTRAINT "followers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "followers_user" ON "followers" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "mentions_time" ON "mentions" USING btree ("user_id","created_at","message_id");--> statement-breakpoint
CREATE INDEX "messages_quiet" ON "messages" USING btree ("room_id","seq") WHERE (deleted_at is not null or not in_room);--> statement-breakpoint
CREATE INDEX "messages_reacted" ON "messages" USING btree ("author_id","reacted_at") WHERE reacted_at is not null;--> statement-breakpoint
-- Threads there are already are followed by who wrote in them; what was answered in them was shown in the room, and is read or unread there.
INSERT INTO "followers" ("thread_id", "user_id", "last_read_seq", "following")
	SELECT "reply"."thread_id", "reply"."author_id", "rooms"."last_seq", true
		FROM "messages" AS "reply" INNER JOIN "rooms" ON "rooms"."id" = "reply"."room_id"
		WHERE "reply"."thread_id" IN (SELECT "id" FROM "messages")
	UNION SELECT "first"."id", "first"."author_id", "rooms"."last_seq", true
		FROM "messages" AS "first" INNER JOIN "rooms" ON "rooms"."id" = "first"."room_id"
		WHERE "first"."id" IN (SELECT "thread_id" FROM "messages" WHERE "thread_id" IS NOT NULL);--> statement-breakpoint
UPDATE "mentions" SET "created_at" = (SELECT "messages"."created_at" FROM "messages" WHERE "messages"."id" = "mentions"."message_id");--> statement-breakpoint
-- When somebody reacted was not noted.
UPDATE "messages" SET "reacted_at" = "created_at" WHERE "reactions" <> '[]'::jsonb;