"""From a member's words to intent, topics, facets and the points that the notice leaves open."""
