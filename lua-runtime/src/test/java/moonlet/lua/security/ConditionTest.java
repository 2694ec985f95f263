package moonlet.lua.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

class ConditionTest {
    private static final AccessRequest REQUEST =
            new AccessRequest(
                    "ann",
                    () ->
                            Map.of(
                                    "age",
                                    30.0,
                                    "level",
                                    "7",
                                    "admin",
                                    true,
                                    "roles",
                                    List.of("dev", "5"),
                                    "team",
                                    Map.of("name", "red")),
                    "store.get",
                    "app:cache",
                    Map.of("pid", "{n@h|1.2}", "owner", "ann"),
                    _ -> {});

    private static boolean holds(String field, String operator, Object value) {
        Operator known = Operator.named(operator);
        Operand operand =
                known.asksOnlyIfThere() ? new Operand.Nothing() : new Operand.Value(value);
        return new Condition(Field.parse(field), known, operand).holds(REQUEST);
    }

    @ParameterizedTest
    @CsvSource({
        "actor.id, eq, ann, true",
        "actor.id, eq, Ann, false",
        "action, eq, store.get, true",
        "resource, ne, app:other, true",
        "actor.meta.team.name, eq, red, true",
        "meta.pid, eq, '{n@h|1.2}', true",
        "actor.id, ne, ann, false",
        "actor.meta.age, eq, 30, true",
        "actor.meta.age, eq, 3e1, true",
        "actor.meta.level, eq, 07, true",
        "actor.meta.age, lt, 100, true",
        "actor.meta.level, lt, 10, true",
        "actor.id, lt, bob, true",
        "actor.meta.age, gt, 29.5, true",
        "actor.meta.age, gte, 30, true",
        "actor.meta.age, lte, 30, true",
        "actor.meta.age, gte, 31, false",
        "actor.meta.age, lt, ten, false",
        "actor.meta.age, gte, ten, false",
        "actor.meta.admin, lt, 2, false",
        "actor.meta.roles, contains, dev, true",
        "actor.meta.roles, contains, 5.0, true",
        "actor.meta.roles, contains, ops, false",
        "actor.meta.roles, ncontains, ops, true",
        "actor.meta.roles, ncontains, dev, false",
        "resource, contains, cach, true",
        "resource, ncontains, cach, false",
        "actor.meta.age, contains, 3, false",
        "actor.meta.age, ncontains, 4, false",
        "actor.id, exists, , true",
        "actor.meta.team, exists, , true",
        "actor.meta.email, exists, , false",
        "actor.meta.email, nexists, , true",
        "actor.id, nexists, , false",
    })
    void an_operator_compares_a_field_with_a_value(
            String field, String operator, String value, boolean holds) {
        assertEquals(holds, holds(field, operator, value));
    }

    @Test
    void numbers_and_texts_of_numbers_are_in_a_list_alike() {
        assertTrue(holds("actor.meta.age", "in", List.of("ten", 30L)));
        assertTrue(holds("actor.meta.level", "in", List.of(7L)));
        assertFalse(holds("actor.id", "in", List.of("bob")));
        assertTrue(holds("actor.id", "nin", List.of("bob")));
        assertFalse(holds("actor.id", "nin", List.of("bob", "ann")));
    }

    @Test
    void a_list_that_is_none_holds_neither_way() {
        assertFalse(holds("actor.id", "in", "ann"));
        assertFalse(holds("actor.id", "nin", "bob"));
    }

    @Test
    void true_is_true_and_no_text() {
        assertTrue(holds("actor.meta.admin", "eq", true));
        assertFalse(holds("actor.meta.admin", "eq", "true"));
        assertTrue(holds("actor.meta.admin", "ne", false));
    }

    @Test
    void an_expression_is_looked_for_anywhere_in_a_text() {
        Expression colon = Expression.of("p:c[a-z]+e$");
        assertTrue(holds("resource", "matches", colon));
        assertFalse(holds("resource", "nmatches", colon));
        assertTrue(holds("actor.id", "nmatches", colon));
        assertFalse(holds("actor.meta.age", "matches", colon));
        assertFalse(holds("actor.meta.age", "nmatches", colon));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eq", "ne", "lt", "gt", "lte", "gte", "contains", "ncontains"})
    void of_a_field_that_is_missing_nothing_holds(String operator) {
        assertFalse(holds("actor.meta.email", operator, "x"));
        assertFalse(holds("actor.meta.team.name.first", operator, "x"));
    }

    @Test
    void of_a_field_that_is_missing_no_list_and_no_expression_holds() {
        assertFalse(holds("meta.x", "nin", List.of("a")));
        assertFalse(holds("meta.x", "nmatches", Expression.of("a")));
    }

    @Test
    void two_fields_are_compared_if_both_are_there() {
        Field owner = Field.parse("meta.owner");
        Field none = Field.parse("meta.none");
        Field id = Field.parse("actor.id");
        assertTrue(new Condition(id, Operator.EQ, new Operand.From(owner)).holds(REQUEST));
        assertFalse(new Condition(id, Operator.NE, new Operand.From(owner)).holds(REQUEST));
        assertFalse(new Condition(id, Operator.NE, new Operand.From(none)).holds(REQUEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"actor", "actor.name", "actor.meta", "actor.meta.", "meta", "meta..x", ""})
    void other_fields_there_are_not(String text) {
        assertNull(Field.parse(text));
        assertNotNull(Field.parse("meta.x.y"));
    }

    @Test
    void an_expression_that_would_need_more_than_its_length_of_time_is_none() {
        assertThrows(IllegalArgumentException.class, () -> Expression.of("(a)\\1"));
        assertThrows(IllegalArgumentException.class, () -> Expression.of("(?=a)"));
        assertThrows(IllegalArgumentException.class, () -> Expression.of("a".repeat(1_001)));
        assertFalse(
                Expression.of("(a+)+$").isIn("a".repeat(1_000) + "b"), "comes to an end at once");
    }
}
