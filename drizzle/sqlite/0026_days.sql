CREATE TABLE `days` (
	`day` text PRIMARY KEY NOT NULL,
	`messages` integer NOT NULL,
	`writers` integer NOT NULL,
	`visitors` integer NOT NULL,
	`calls` integer NOT NULL,
	`call_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `visits` (
	`day` text NOT NULL,
	`user_id` text NOT NULL,
	PRIMARY KEY(`day`, `user_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `visits_user` ON `visits` (`user_id`);--> statement-breakpoint
ALTER TABLE `files` ADD `room_id` text;--> statement-breakpoint
CREATE INDEX `files_room` ON `files` (`room_id`,`size_bytes`) WHERE message_id is not null;--> statement-breakpoint
CREATE INDEX `files_kind` ON `files` (`mime_type`,`size_bytes`);--> statement-breakpoint
CREATE INDEX `calls_ended` ON `calls` (`ended_at`);--> statement-breakpoint
CREATE INDEX `memberships_owners` ON `memberships` (`room_id`,`joined_at`) WHERE role = 'owner';