/** What a node counts and measures, for Prometheus. */
package moonlet.node.metrics;
