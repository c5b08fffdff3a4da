DROP INDEX "messages_revision";--> statement-breakpoint
DROP INDEX "memberships_user";--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "revised" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Of what is there already, those changed that stand before a message of a smaller revision.
UPDATE "messages" SET "revised" = true WHERE "id" IN (
	SELECT "id" FROM (
		SELECT "id", "revision", min("revision") OVER (
			PARTITION BY "room_id" ORDER BY "seq" DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
		) AS "later"
		FROM "messages" WHERE "room_id" IN (SELECT "id" FROM "rooms" WHERE "revision" > "last_seq")
	) AS "ordered" WHERE "later" < "revision"
);--> statement-breakpoint
CREATE INDEX "messages_revised" ON "messages" USING btree ("room_id","revision") WHERE revised;--> statement-breakpoint
CREATE INDEX "memberships_user" ON "memberships" USING btree ("user_id","room_id");