CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"key" text,
	"payload" jsonb NOT NULL,
	"state" text NOT NULL,
	"due_at" bigint NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"lease" text,
	"done" integer,
	"total" integer,
	"failure" jsonb,
	"enqueued_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("kind","due_at") WHERE state <> 'given_up';--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_key" ON "jobs" USING btree ("kind","key") WHERE state <> 'given_up';--> statement-breakpoint
-- What the clock found by itself until now: rooms on their way out, and seats whose line is lost.
INSERT INTO "jobs" ("id", "kind", "key", "payload", "state", "due_at", "enqueued_at")
	SELECT 'rooms.purge ' || "id", 'rooms.purge', "id", jsonb_build_object('roomId', "id"), 'waiting', "deleted_at", "deleted_at"
	FROM "rooms" WHERE "deleted_at" IS NOT NULL;--> statement-breakpoint
INSERT INTO "jobs" ("id", "kind", "key", "payload", "state", "due_at", "enqueued_at")
	SELECT 'calls.endLostSeat ' || "id", 'calls.endLostSeat', "id" || ' ' || "lost_at",
		jsonb_build_object('roomId', "room_id", 'participantId', "id", 'lostAt', "lost_at"), 'waiting', "lost_at" + 45000, "lost_at"
	FROM "participants" WHERE "lost_at" IS NOT NULL AND "left_at" IS NULL;
