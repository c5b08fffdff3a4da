CREATE TABLE `reminders` (
	`user_id` text NOT NULL,
	`message_id` text NOT NULL,
	`remind_at` integer NOT NULL,
	`came_at` integer,
	PRIMARY KEY(`user_id`, `message_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `reminders_time` ON `reminders` (`user_id`,`remind_at`,`message_id`);--> statement-breakpoint
CREATE TABLE `scheduled` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`room_id` text NOT NULL,
	`client_id` text NOT NULL,
	`message` text NOT NULL,
	`attachments` text NOT NULL,
	`send_at` integer NOT NULL,
	`state` text NOT NULL,
	`failure` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scheduled_client` ON `scheduled` (`user_id`,`client_id`);--> statement-breakpoint
CREATE INDEX `scheduled_time` ON `scheduled` (`user_id`,`send_at`,`id`);--> statement-breakpoint
ALTER TABLE `messages` ADD `poll` text;