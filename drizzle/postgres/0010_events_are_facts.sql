ALTER TABLE "messages" ADD COLUMN "event" jsonb;--> statement-breakpoint
-- What the room told in English becomes what it told of: of a call that ended, how long it was and who took part; else who began it.
UPDATE "messages" SET "event" = COALESCE(
	(SELECT jsonb_build_object('what', 'call.ended', 'durationMs', "ended_at" - "started_at", 'people', "messages"."mentions")
		FROM (SELECT "started_at", "ended_at" FROM "calls" WHERE "calls"."message_id" = "messages"."id"
			ORDER BY "started_at" DESC LIMIT 1) AS "last"
		WHERE "ended_at" IS NOT NULL),
	jsonb_build_object('what', 'call.began', 'userId', "author_id")
), "content" = '' WHERE "kind" = 'call';
