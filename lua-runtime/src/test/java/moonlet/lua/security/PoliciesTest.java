package moonlet.lua.security;

import static moonlet.lua.security.Decision.ALLOW;
import static moonlet.lua.security.Decision.DENY;
import static moonlet.lua.security.Decision.UNDEFINED;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

class PoliciesTest {
    private final List<String> unknown = new ArrayList<>();
    private final Policies policies =
            new Policies(
                    List.of(
                            policy("a:read", Set.of("a:users", "a:all"), "store.get", "*", ALLOW),
                            policy("a:write", Set.of("a:all"), "store.key.*", "app:*", ALLOW),
                            policy("a:secret", Set.of(), "*", "app:secret", DENY)),
                    unknown::add);

    private static Policy policy(
            String id, Set<String> groups, String action, String resource, Decision effect) {
        return new Policy(
                id,
                groups,
                List.of(new NamePattern(action)),
                List.of(new NamePattern(resource)),
                effect,
                List.of());
    }

    private Decision decide(String action, String resource, String... scope) {
        AccessRequest request =
                new AccessRequest("ann", Map::of, action, resource, Map.of(), _ -> {});
        return policies.evaluate(List.of(scope), request);
    }

    @Test
    void a_policy_speaks_where_action_and_resource_are_meant() {
        assertEquals(ALLOW, decide("store.get", "app:cache", "a:read"));
        assertEquals(UNDEFINED, decide("store.set", "app:cache", "a:read"));
        assertEquals(UNDEFINED, decide("store.key.set", "lib:cache", "a:write"));
    }

    @Test
    void a_denial_wins_over_any_number_of_permissions_in_any_order() {
        assertEquals(DENY, decide("store.get", "app:secret", "a:read", "a:secret"));
        assertEquals(DENY, decide("store.get", "app:secret", "a:secret", "a:read"));
        assertEquals(ALLOW, decide("store.get", "app:other", "a:secret", "a:read"));
    }

    @Test
    void an_empty_scope_says_nothing() {
        assertEquals(UNDEFINED, decide("store.get", "app:cache"));
    }

    @Test
    void an_unknown_policy_says_nothing_and_is_told_of() {
        assertEquals(ALLOW, decide("store.get", "app:cache", "b:gone", "a:read"));
        assertEquals(List.of("b:gone"), unknown);
    }

    @Test
    void a_group_is_the_policies_that_name_it() {
        assertEquals(Set.of("a:read", "a:write"), policies.group("a:all"));
        assertEquals(Set.of("a:read"), policies.group("a:users"));
        assertNull(policies.group("a:nobody"));
    }

    @Test
    void it_knows_its_policies_by_id() {
        assertTrue(policies.contains("a:read"));
        assertFalse(policies.contains("a:users"));
    }

    @Test
    void all_conditions_of_a_policy_have_to_hold() {
        Condition ann =
                new Condition(Field.parse("actor.id"), Operator.EQ, new Operand.Value("ann"));
        Condition paid = new Condition(Field.parse("meta.paid"), Operator.EXISTS, nothing());
        Policy policy =
                new Policy(
                        "a:p",
                        Set.of(),
                        List.of(new NamePattern("x"), new NamePattern("act")),
                        List.of(new NamePattern("thing")),
                        DENY,
                        List.of(ann, paid));
        assertEquals(DENY, policy.evaluate(request("ann", Map.of("paid", true))));
        assertEquals(UNDEFINED, policy.evaluate(request("ann", Map.of())));
        assertEquals(UNDEFINED, policy.evaluate(request("bob", Map.of("paid", true))));
    }

    private static AccessRequest request(String actor, Map<String, ?> meta) {
        return new AccessRequest(actor, Map::of, "act", "thing", meta, _ -> {});
    }

    private static Operand nothing() {
        return new Operand.Nothing();
    }
}
