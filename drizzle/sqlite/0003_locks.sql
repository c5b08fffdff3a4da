CREATE TABLE `knocks` (
	`call_id` text NOT NULL,
	`user_id` text NOT NULL,
	`knocked_at` integer NOT NULL,
	`answer` text,
	PRIMARY KEY(`call_id`, `user_id`),
	FOREIGN KEY (`call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `calls` ADD `locked` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `participants` ADD `recording` integer DEFAULT false NOT NULL;