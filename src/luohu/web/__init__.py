"""The site: what a citizen, a journalist and a program see of the law, their points and the way ahead."""
