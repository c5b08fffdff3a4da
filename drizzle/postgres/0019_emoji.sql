CREATE TABLE "emoji" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"name_folded" text NOT NULL,
	"added_by" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "emoji" ADD CONSTRAINT "emoji_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "emoji_name" ON "emoji" USING btree ("name_folded");--> statement-breakpoint
CREATE UNIQUE INDEX "emoji_exact_name" ON "emoji" USING btree ("name");