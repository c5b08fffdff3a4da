CREATE TABLE `guest_links` (
	`id` text PRIMARY KEY NOT NULL,
	`room_id` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `guest_links_room` ON `guest_links` (`room_id`,`created_at`);--> statement-breakpoint
ALTER TABLE `users` ADD `guest_of` text;--> statement-breakpoint
CREATE INDEX `users_guests` ON `users` (`guest_of`) WHERE guest_of is not null;