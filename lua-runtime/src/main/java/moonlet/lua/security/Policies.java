package moonlet.lua.security;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All policies of a node, which never change while it runs. Safe for threads. */
public final class Policies {
    private final Map<String, Policy> policies;
    private final Map<String, Set<String>> groups = new TreeMap<>();
    private final Consumer<String> unknown;

    /**
     * @param unknown is told of an id in a scope that none of them has, each time it is met; called
     *     by any thread
     */
    public Policies(Collection<Policy> all, Consumer<String> unknown) {
        this.policies = all.stream().collect(Collectors.toMap(Policy::id, Function.identity()));
        this.unknown = unknown;
        for (Policy policy : all) {
            for (String group : policy.groups()) {
                groups.computeIfAbsent(group, _ -> new TreeSet<>()).add(policy.id());
            }
        }
    }

    public boolean contains(String id) {
        return policies.containsKey(id);
    }

    /** The ids of the policies in a named scope; null where no policy names it. */
    public Set<String> group(String id) {
        return groups.get(id);
    }

    /** What the policies of a scope say; undefined where none of them says anything. */
    public Decision evaluate(Collection<String> scope, AccessRequest request) {
        return evaluate(about(scope, request.action()), request);
    }

    /** The policies of a scope that have to do with an action: of most scopes few. */
    public List<Policy> about(Collection<String> scope, String action) {
        List<Policy> concerned = new ArrayList<>();
        for (String id : scope) {
            Policy policy = policies.get(id);
            if (policy == null) {
                unknown.accept(id);
            } else if (policy.isAbout(action)) {
                concerned.add(policy);
            }
        }
        return List.copyOf(concerned);
    }

    /**
     * The same as of a scope.
     *
     * @param concerned what {@link #about} gave for the action of the request
     */
    public static Decision evaluate(List<Policy> concerned, AccessRequest request) {
        Decision all = Decision.UNDEFINED;
        for (Policy policy : concerned) {
            all = all.and(policy.evaluate(request));
        }
        return all;
    }
}
