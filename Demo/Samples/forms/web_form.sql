-- The website's table as its developers made it: times are Lagos time, without a zone.
CREATE TABLE web_form (
    id TEXT,
    created_at DATETIME NOT NULL,
    updated_at DATETIME,
    is_deleted BOOLEAN NOT NULL DEFAULT 0,
    form TEXT NOT NULL,
    customer_name TEXT,
    customer_phone TEXT,
    customer_email TEXT,
    category TEXT,
    message TEXT,
    status TEXT,
    resolved_at DATETIME,
    city TEXT,
    state TEXT,
    country TEXT,
    postcode TEXT,
    browser TEXT
);

CREATE INDEX web_form_by_change ON web_form (strftime('%Y-%m-%d %H:%M:%f', coalesce(updated_at, created_at)), id);

INSERT INTO web_form VALUES
    ('WEB-7001', '2026-11-01 08:12:40', '2026-11-01 08:12:40', 0, '/contact', 'Ngozi Eze', '0803 555 0142', 'ngozi.eze@example.com', 'Internet', 'My router shows red light since Friday, I have restarted it many times.', 'open', NULL, 'Enugu', 'Enugu', 'NG', '400001', 'Firefox'),
    ('WEB-7002', '2026-11-01 09:30:05', '2026-11-02 15:04:11', 0, '/billing', 'Tunde Bakare', '+234 802 555 0177', 'tunde@example.org', 'Billing', 'You charged me twice for the November plan.', 'Resolved', '2026-11-02 15:04:11', 'Ibadan', 'Oyo', 'NG', NULL, 'Chrome'),
    ('WEB-7003', '2026-11-01 11:47:59', '2026-11-01 12:20:00', 1, '/contact', 'Amina Yusuf', '08095550119', NULL, 'SIM', 'Please delete this, I have found my SIM.', 'open', NULL, 'Kano', 'Kano', 'NG', NULL, 'Chrome'),
    ('WEB-7004', '2026-11-01 13:05:31', '2026-11-01 13:05:31', 0, '/contact', 'Emeka Okafor', NULL, 'user@@gmial.om', 'Network', 'Abeg una network dey fall my hand, e no dey reach my side at all 😡', 'open', NULL, 'Aba', 'Abia', 'NG', NULL, 'Opera Mini'),
    ('  ', '2026-11-01 14:00:00', '2026-11-01 14:00:00', 0, '/contact', NULL, NULL, NULL, NULL, 'sent by a form that forgot its number', 'open', NULL, NULL, NULL, NULL, NULL, NULL),
    ('WEB-7006', '2026-11-02 07:15:22', NULL, 0, '/shop', 'Folake Adéyẹmí', '0701 555 0163', 'folake@example.ng', 'Delivery', 'Ẹ jọ̀ọ́, the phone wey I buy never reach since two weeks.', 'in progress', NULL, 'Abẹ́òkúta', 'Ogun', 'NG', NULL, 'Safari'),
    ('WEB-7007', '2026-11-02 10:41:08', '2026-11-02 10:41:08', 0, '/contact', 'Efe Obi', '12', 'efe@example.com', 'Data', 'My 10GB finish in one day and I no download anything. Who chop am?', 'open', NULL, 'Jos', 'Plateau', 'NG', NULL, 'Chrome');
