CREATE TABLE `reminders` (
	`user_id` text NOT NULL,
	`message_id` text NOT NULL,
	`remind_at` integer NOT NULL,
	`came_at` integer,
	PRIMARY KEY(`user_id`, `message_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `reminders_time` ON `reminders` (`user_id`,`remind_at`,`message_id`);