#include "base/edwards.hpp"

#include "almirah/error.hpp"

#include <openssl/bn.h>

#include <algorithm>
#include <array>
#include <optional>

namespace almirah::base {

namespace {

struct Free {
    void operator()(BIGNUM* number) const { BN_free(number); }
    void operator()(BN_CTX* context) const { BN_CTX_free(context); }
};
using Number = std::unique_ptr<BIGNUM, Free>;

void need(bool done) {
    if (!done) throw Error(Code::internal, "OpenSSL cannot reckon with large numbers; there is no memory");
}

Number number_of(const char* decimal) {
    BIGNUM* made = nullptr;
    need(BN_dec2bn(&made, decimal) > 0);
    return Number(made);
}

/// Numbers modulo 2^255 - 19.
class Field {
public:
    const BIGNUM* p() const { return p_.get(); }
    Number of(unsigned long small) const {
        Number made(BN_new());
        need(made && BN_set_word(made.get(), small) == 1);
        return made;
    }
    Number add(const Number& a, const Number& b) { return reckon(BN_mod_add, a, b); }
    Number sub(const Number& a, const Number& b) { return reckon(BN_mod_sub, a, b); }
    Number mul(const Number& a, const Number& b) { return reckon(BN_mod_mul, a, b); }
    Number power(const Number& a, const Number& exponent) {
        Number made(BN_new());
        need(made && BN_mod_exp(made.get(), a.get(), exponent.get(), p(), context_.get()) == 1);
        return made;
    }
    Number inverse(const Number& a) {
        Number made(BN_mod_inverse(nullptr, a.get(), p(), context_.get()));
        need(made != nullptr);
        return made;
    }
    /// Nothing where there is none.
    std::optional<Number> root(const Number& a) {
        Number made(BN_mod_sqrt(nullptr, a.get(), p(), context_.get()));
        return made ? std::optional(std::move(made)) : std::nullopt;
    }

private:
    using Operation = int (*)(BIGNUM*, const BIGNUM*, const BIGNUM*, const BIGNUM*, BN_CTX*);
    Number reckon(Operation operation, const Number& a, const Number& b) {
        Number made(BN_new());
        need(made && operation(made.get(), a.get(), b.get(), p(), context_.get()) == 1);
        return made;
    }

    Number p_ = number_of("57896044618658097711785492504343953926634992332820282019728792003956564819949");
    std::unique_ptr<BN_CTX, Free> context_{BN_CTX_new()};
};

Number group_order() {
    return number_of("7237005577332262213973186563042994240857116359379907606001950938285454250989");
}

/// Lowest byte first, as all of RFC 8032.
Number number_in(const unsigned char* bytes, std::size_t count) {
    Number made(BN_lebin2bn(bytes, int(count), nullptr));
    need(made != nullptr);
    return made;
}

/// x = X/Z, y = Y/Z, xy = T/Z (RFC 8032, 5.1.4).
struct Point {
    Number x, y, z, t;
};

class Curve {
public:
    /// Nothing where the bytes encode no point, or one that has a shorter encoding.
    std::optional<Point> decode(Ed25519Key encoded) {
        const bool odd = (encoded.back() & 0x80) != 0;
        encoded.back() &= 0x7f;
        Number y = number_in(encoded.data(), encoded.size());
        if (BN_cmp(y.get(), field_.p()) >= 0) return std::nullopt;
        const Number one = field_.of(1), square = field_.mul(y, y);
        const Number above = field_.sub(square, one);
        const Number below = field_.add(field_.mul(d_, square), one); // never zero
        auto x = field_.root(field_.mul(above, field_.inverse(below)));
        if (!x || (BN_is_zero(x->get()) && odd)) return std::nullopt;
        if ((BN_is_odd(x->get()) != 0) != odd) *x = field_.sub(field_.of(0), *x);
        Number t = field_.mul(*x, y);
        return Point{std::move(*x), std::move(y), field_.of(1), std::move(t)};
    }

    /// Of any two points, equal ones too.
    Point add(const Point& a, const Point& b) {
        const Number down = field_.mul(field_.sub(a.y, a.x), field_.sub(b.y, b.x));
        const Number up = field_.mul(field_.add(a.y, a.x), field_.add(b.y, b.x));
        const Number half = field_.mul(field_.mul(a.t, d_), b.t), c = field_.add(half, half);
        const Number product = field_.mul(a.z, b.z), d = field_.add(product, product);
        const Number e = field_.sub(up, down), f = field_.sub(d, c), g = field_.add(d, c),
                     h = field_.add(up, down);
        return {field_.mul(e, f), field_.mul(g, h), field_.mul(f, g), field_.mul(e, h)};
    }

    Point times(const Number& factor, const Point& point) {
        Point sum = zero();
        for (int bit = BN_num_bits(factor.get()) - 1; bit >= 0; --bit) {
            sum = add(sum, sum);
            if (BN_is_bit_set(factor.get(), bit)) sum = add(sum, point);
        }
        return sum;
    }

    static bool is_zero(const Point& point) {
        return BN_is_zero(point.x.get()) && BN_cmp(point.y.get(), point.z.get()) == 0;
    }

private:
    Point zero() const { return {field_.of(0), field_.of(1), field_.of(1), field_.of(0)}; }

    Field field_;
    Number d_ = field_.mul(field_.sub(field_.of(0), field_.of(121665)), field_.inverse(field_.of(121666)));
};

} // namespace

bool is_of_group_order(const Ed25519Key& encoded) {
    Curve curve;
    const auto point = curve.decode(encoded);
    return point && !Curve::is_zero(*point) && Curve::is_zero(curve.times(group_order(), *point));
}

bool is_below_group_order(std::string_view number) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(number.data());
    return BN_cmp(number_in(bytes, number.size()).get(), group_order().get()) < 0;
}

} // namespace almirah::base
