CREATE TABLE "days" (
	"day" text PRIMARY KEY NOT NULL,
	"messages" integer NOT NULL,
	"writers" integer NOT NULL,
	"visitors" integer NOT NULL,
	"calls" integer NOT NULL,
	"call_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"day" text NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "visits_day_user_id_pk" PRIMARY KEY("day","user_id")
);
--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "room_id" text;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "visits_user" ON "visits" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "calls_ended" ON "calls" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "files_room" ON "files" USING btree ("room_id","size_bytes") WHERE message_id is not null;--> statement-breakpoint
CREATE INDEX "files_kind" ON "files" USING btree ("mime_type","size_bytes");--> statement-breakpoint
CREATE INDEX "memberships_owners" ON "memberships" USING btree ("room_id","joined_at") WHERE role = 'owner';